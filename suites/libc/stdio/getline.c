/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 getline, getdelim: whole lines of any length with the delimiter, the last one without; null bytes inside. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void lines(FILE *f)
{
	char *line = NULL;
	size_t size = 0;

	CHECK_INT(getline(&line, &size, f), 6);
	CHECK_STR(line, "first\n");
	CHECK(size >= 7);
	CHECK_INT(getline(&line, &size, f), 1);
	CHECK_STR(line, "\n");
	CHECK_INT(getline(&line, &size, f), 3001);
	CHECK_INT(line[2999], 'x');
	CHECK_STR(line + 3000, "\n");
	CHECK(size >= 3002);
	CHECK_INT(getline(&line, &size, f), 4);
	CHECK_MEM(line, "a\0b\n", 5);
	CHECK_INT(getline(&line, &size, f), 4);
	CHECK_STR(line, "last");
	CHECK(feof(f) != 0);
	CHECK_INT(getline(&line, &size, f), -1);
	free(line);
}

static void fields(FILE *f)
{
	size_t size = 4;
	char *field = malloc(size);

	REQUIRE(field);
	CHECK_INT(getdelim(&field, &size, 'r', f), 3);
	CHECK_STR(field, "fir");
	CHECK_INT(getdelim(&field, &size, 'x', f), 5);
	CHECK_STR(field, "st\n\nx");
	CHECK_INT(getdelim(&field, &size, 0, f), 3002);
	CHECK_INT(field[3000], 'a');
	CHECK_INT(getdelim(&field, &size, 0xff, f), 6);
	CHECK_STR(field, "b\nlast");
	free(field);
}

int main(void)
{
	FILE *f = tmpfile();
	int i;

	REQUIRE(f);
	fputs("first\n\n", f);
	for (i = 0; i < 3000; i++)
		putc('x', f);
	fwrite("\na\0b\nlast", 1, 9, f);
	rewind(f);
	lines(f);
	rewind(f);
	fields(f);
	fclose(f);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.2 fscanf: null bytes in a stream are characters as others are, for %c, %s, %[ and literals */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static FILE *with(const char *bytes, size_t len)
{
	int ends[2];
	FILE *f;

	REQUIRE(pipe(ends) == 0);
	REQUIRE(write(ends[1], bytes, len) == (ssize_t)len);
	REQUIRE(close(ends[1]) == 0);
	REQUIRE((f = fdopen(ends[0], "r")) != NULL);
	return f;
}

int main(void)
{
	char text[10];
	int n = -1;
	FILE *f = with("a\0b", 3);

	memset(text, '#', sizeof(text));
	CHECK_INT(fscanf(f, "%3c%n", text, &n), 1);
	CHECK_MEM(text, "a\0b#", 4);
	CHECK_INT(n, 3);
	CHECK_INT(fscanf(f, "%c", text), EOF);
	fclose(f);
	f = with("x\0y z", 5);
	memset(text, '#', sizeof(text));
	CHECK_INT(fscanf(f, "%s", text), 1); /* a null byte is no white space */
	CHECK_MEM(text, "x\0y\0#", 5);
	CHECK_INT(fscanf(f, " %c", text), 1);
	CHECK_INT(text[0], 'z');
	fclose(f);
	f = with("p\0q,", 4);
	memset(text, '#', sizeof(text));
	CHECK_INT(fscanf(f, "%[^,]", text), 1);
	CHECK_MEM(text, "p\0q\0#", 5);
	fclose(f);
	return check_status();
}

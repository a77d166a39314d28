/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.8.1 fread, 7.21.8.2 fwrite: whole elements are counted; sizes of zero; large blocks among single bytes. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LARGE 50000

static void elements(FILE *f)
{
	char text[32];

	memset(text, '#', sizeof(text));
	CHECK_UINT(fwrite("abcdefghij", 1, 10, f), 10);
	rewind(f);
	CHECK_UINT(fread(text, 3, 5, f), 3);
	CHECK_MEM(text, "abcdefghij", 9);
	CHECK_INT(text[10], '#');
	CHECK(feof(f) != 0);
	rewind(f);
	CHECK_UINT(fread(text, 0, 5, f), 0);
	CHECK_UINT(fread(text, 5, 0, f), 0);
	CHECK_UINT(fwrite("x", 0, 7, f), 0);
	CHECK_UINT(fwrite("x", 1, 0, f), 0);
	CHECK_UINT(fread(text, 4, 2, f), 2);
	CHECK_MEM(text, "abcdefgh", 8);
	CHECK_INT(ftell(f), 8);
}

static void large(FILE *f)
{
	unsigned char *mem = malloc(LARGE), *back = malloc(LARGE);
	size_t i;

	REQUIRE(mem && back);
	for (i = 0; i < LARGE; i++)
		mem[i] = (unsigned char)(i * 7 + i / 256);
	rewind(f);
	putc(mem[0], f);
	CHECK_UINT(fwrite(mem + 1, 1, LARGE - 11, f), LARGE - 11);
	for (i = LARGE - 10; i < LARGE; i++)
		putc(mem[i], f);
	rewind(f);
	for (i = 0; i < 100; i++)
		back[i] = (unsigned char)getc(f);
	CHECK_UINT(fread(back + 100, LARGE - 200, 1, f), 1);
	CHECK_UINT(fread(back + LARGE - 100, 1, 200, f), 100);
	CHECK_MEM(back, mem, LARGE);
	free(mem);
	free(back);
}

int main(void)
{
	FILE *f = tmpfile();

	REQUIRE(f);
	elements(f);
	large(f);
	fclose(f);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 open_memstream: pointer and length are right after each flush; the buffer grows, gaps are null bytes. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
	char *text = NULL;
	size_t len = 99;
	FILE *f = open_memstream(&text, &len);
	int i;

	REQUIRE(f);
	CHECK_INT(fflush(f), 0);
	CHECK_UINT(len, 0);
	CHECK_STR(text, "");
	fputs("hello", f);
	CHECK_INT(fflush(f), 0);
	CHECK_UINT(len, 5);
	CHECK_STR(text, "hello");
	fprintf(f, ", %s", "world");
	CHECK_INT(fflush(f), 0);
	CHECK_UINT(len, 12);
	CHECK_STR(text, "hello, world");
	/* After a seek back the length is that of the position */
	CHECK_INT(fseek(f, 1, SEEK_SET), 0);
	CHECK_INT(putc('E', f), 'E');
	CHECK_INT(fflush(f), 0);
	CHECK_UINT(len, 2);
	CHECK_MEM(text, "hEllo, world", 12);
	CHECK_INT(fseek(f, 15, SEEK_SET), 0);
	fputs("!", f);
	CHECK_INT(fflush(f), 0);
	CHECK_UINT(len, 16);
	CHECK_MEM(text, "hEllo, world\0\0\0!", 17);
	for (i = 0; i < 20000; i++)
		putc('a' + i % 26, f);
	CHECK_INT(fclose(f), 0);
	CHECK_UINT(len, 20016);
	REQUIRE(text);
	CHECK_INT(text[20016], 0);
	CHECK_INT(text[16 + 19999], 'a' + 19999 % 26);
	CHECK_MEM(text + 16, "abcdefghij", 10);
	free(text);
	return check_status();
}

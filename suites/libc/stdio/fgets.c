/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.7.2 fgets: at most n - 1 bytes, through the new line; at the end without a byte the array is as it was. */
#include "check.h"

#include <stdio.h>
#include <string.h>

int main(void)
{
	FILE *f = tmpfile();
	char text[16];

	REQUIRE(f);
	fwrite("abcdef\n\nx\0y\nend", 1, 15, f);
	rewind(f);
	memset(text, '#', sizeof(text));
	CHECK_PTR(fgets(text, 4, f), text);
	CHECK_MEM(text, "abc\0####", 8);
	CHECK_PTR(fgets(text, 4, f), text);
	CHECK_STR(text, "def");
	CHECK_PTR(fgets(text, 4, f), text);
	CHECK_STR(text, "\n");
	CHECK_PTR(fgets(text, 2, f), text);
	CHECK_STR(text, "\n");
	CHECK_PTR(fgets(text, sizeof(text), f), text);
	CHECK_MEM(text, "x\0y\n", 5);
	CHECK_PTR(fgets(text, 1, f), text);
	CHECK_STR(text, "");
	CHECK_PTR(fgets(text, sizeof(text), f), text);
	CHECK_STR(text, "end");
	CHECK(feof(f) != 0);
	strcpy(text, "untouched");
	CHECK_PTR(fgets(text, sizeof(text), f), 0);
	CHECK_STR(text, "untouched");
	fclose(f);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.3.1 fgetwc: waited for more bytes than the character has, when they came one at a time */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <locale.h>
#include <stdio.h>
#include <unistd.h>
#include <wchar.h>

int main(void)
{
	int ends[2], wide = setlocale(LC_CTYPE, "C.UTF-8") != NULL;
	FILE *f;

	REQUIRE(pipe(ends) == 0);
	REQUIRE((f = fdopen(ends[0], "r")) != NULL);
	CHECK_INT(write(ends[1], "a", 1), 1);
	CHECK_INT(fgetwc(f), L'a'); /* returns though the pipe is empty now */
	CHECK_INT(write(ends[1], "b", 1), 1);
	CHECK_INT(fgetwc(f), L'b');
	if (wide) {
		CHECK_INT(write(ends[1], "\xe2\x82", 2), 2);
		CHECK_INT(write(ends[1], "\xac", 1), 1);
		CHECK_INT(fgetwc(f), 0x20ac);
		CHECK_INT(write(ends[1], "\xc3\xa9z", 3), 3);
		CHECK_INT(fgetwc(f), 0xe9);
		CHECK_INT(ungetwc(0xe9, f), 0xe9);
		CHECK_INT(fgetwc(f), 0xe9);
		CHECK_INT(fgetwc(f), L'z');
	}
	CHECK_INT(close(ends[1]), 0);
	CHECK_INT(fgetwc(f), WEOF);
	CHECK(feof(f) && !ferror(f));
	CHECK_INT(fclose(f), 0);
	return check_status();
}

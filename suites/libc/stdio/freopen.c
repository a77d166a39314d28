/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.5.4 freopen: the stream's file is another one then, marks are cleared, failure closes the old file. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
	FILE *f = fopen("freopen_a.tmp", "w"), *same;
	char text[16];

	REQUIRE(f);
	fputs("first", f);
	same = freopen("freopen_b.tmp", "w+", f);
	CHECK_PTR(same, f);
	REQUIRE(same);
	fputs("second", f);
	rewind(f);
	CHECK_PTR(fgets(text, sizeof(text), f), text);
	CHECK_STR(text, "second");
	CHECK_INT(getc(f), EOF);
	CHECK(feof(f) != 0);
	same = freopen("freopen_a.tmp", "r", f);
	REQUIRE(same);
	CHECK(feof(f) == 0);
	CHECK_PTR(fgets(text, sizeof(text), f), text);
	CHECK_STR(text, "first");
	CHECK_INT(putc('x', f), EOF);
	CHECK(ferror(f) != 0);
	same = freopen("freopen_b.tmp", "r", f);
	REQUIRE(same);
	CHECK(ferror(f) == 0);
	CHECK_PTR(freopen("no-such-folder/file", "r", f), 0);
	remove("freopen_a.tmp");
	remove("freopen_b.tmp");
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.5.3 fopen: what each mode creates, truncates, permits; "a" writes at the end always, "x" only creates. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define NAME "fopen_modes.tmp"

static void content(const char *expected)
{
	char text[64];
	FILE *f = fopen(NAME, "rb");
	size_t len;

	REQUIRE(f);
	len = fread(text, 1, sizeof(text) - 1, f);
	text[len] = 0;
	CHECK_STR(text, expected);
	fclose(f);
}

static FILE *must_open(const char *mode)
{
	FILE *f = fopen(NAME, mode);

	REQUIRE(f);
	return f;
}

int main(void)
{
	FILE *f;

	errno = 0;
	CHECK_PTR(fopen(NAME, "r"), 0);
	CHECK_INT(errno, ENOENT);
	CHECK_PTR(fopen(NAME, "r+"), 0);
	f = must_open("w");
	CHECK(fputs("hello", f) >= 0);
	fclose(f);
	content("hello");
	f = must_open("r+");
	CHECK_INT(getc(f), 'h');
	fseek(f, 0, SEEK_CUR);
	CHECK_INT(putc('E', f), 'E');
	fclose(f);
	content("hEllo");
	f = must_open("a");
	CHECK(fputs("1", f) >= 0);
	rewind(f);
	CHECK(fputs("2", f) >= 0);
	fclose(f);
	content("hEllo12");
	f = must_open("a+b");
	CHECK_INT(fseek(f, 0, SEEK_SET), 0);
	CHECK_INT(getc(f), 'h');
	fseek(f, 0, SEEK_SET);
	CHECK(fputs("3", f) >= 0);
	fclose(f);
	content("hEllo123");
	errno = 0;
	CHECK_PTR(fopen(NAME, "wx"), 0);
	CHECK_INT(errno, EEXIST);
	content("hEllo123");
	f = must_open("w+");
	CHECK_INT(getc(f), EOF);
	CHECK(fputs("new", f) >= 0);
	rewind(f);
	CHECK_INT(getc(f), 'n');
	fclose(f);
	content("new");
	CHECK_INT(remove(NAME), 0);
	f = must_open("w+x");
	fclose(f);
	content("");
	errno = 0;
	CHECK_PTR(fopen(NAME, "?"), 0);
	CHECK_INT(errno, EINVAL);
	CHECK_INT(unlink(NAME), 0);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 fmemopen: a stream over a buffer: its end, its positions, the null byte that a flush adds. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdio.h>
#include <string.h>

static void reading(void)
{
	char text[] = "hello", out[16];
	FILE *f = fmemopen(text, 5, "r");

	REQUIRE(f);
	CHECK_UINT(fread(out, 1, sizeof(out), f), 5);
	CHECK_MEM(out, "hello", 5);
	CHECK(feof(f) != 0);
	CHECK_INT(fseek(f, 1, SEEK_SET), 0);
	CHECK_INT(getc(f), 'e');
	CHECK_INT(ftell(f), 2);
	CHECK_INT(fseek(f, -1, SEEK_END), 0);
	CHECK_INT(getc(f), 'o');
	CHECK_INT(fseek(f, 0, SEEK_SET), 0);
	CHECK(fseek(f, -1, SEEK_SET) != 0);
	CHECK(fseek(f, 6, SEEK_SET) != 0);
	CHECK_INT(putc('x', f), EOF);
	CHECK_INT(fclose(f), 0);
}

static void writing(void)
{
	char buf[8];
	FILE *f;

	memset(buf, '#', sizeof(buf));
	f = fmemopen(buf, sizeof(buf), "w");
	REQUIRE(f);
	CHECK(fputs("abc", f) >= 0);
	CHECK_INT(fflush(f), 0);
	CHECK_MEM(buf, "abc\0", 4);
	CHECK_INT(ftell(f), 3);
	/* Eight bytes fit, more do not */
	setbuf(f, NULL);
	CHECK_UINT(fwrite("defgh", 1, 5, f), 5);
	CHECK_INT(fflush(f), 0);
	CHECK_MEM(buf, "abcdefgh", 7);
	fclose(f);
}

static void updating(void)
{
	char buf[10] = "12";
	FILE *f = fmemopen(buf, sizeof(buf), "r+");

	REQUIRE(f);
	CHECK_INT(getc(f), '1');
	CHECK_INT(fseek(f, 0, SEEK_CUR), 0);
	CHECK_INT(putc('X', f), 'X');
	CHECK_INT(fflush(f), 0);
	CHECK_STR(buf, "1X");
	fclose(f);
	f = fmemopen(buf, sizeof(buf), "a");
	REQUIRE(f);
	CHECK_INT(putc('Y', f), 'Y');
	fclose(f);
	CHECK_STR(buf, "1XY");
	f = fmemopen(NULL, 16, "w+");
	REQUIRE(f);
	CHECK(fputs("own", f) >= 0);
	rewind(f);
	CHECK_INT(getc(f), 'o');
	fclose(f);
}

int main(void)
{
	reading();
	writing();
	updating();
	return check_status();
}

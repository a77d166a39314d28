/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.9.2 fseek, 7.21.9.4 ftell, 7.21.9.5 rewind: positions in reading and writing, behind the end, before the start. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
	FILE *f = tmpfile();
	char text[32] = "";

	REQUIRE(f);
	CHECK_INT(ftell(f), 0);
	CHECK(fputs("0123456789", f) >= 0);
	CHECK_INT(ftell(f), 10);
	CHECK_INT(fseek(f, 3, SEEK_SET), 0);
	CHECK_INT(getc(f), '3');
	CHECK_INT(ftell(f), 4);
	CHECK_INT(fseek(f, -2, SEEK_CUR), 0);
	CHECK_INT(getc(f), '2');
	CHECK_INT(fseek(f, -1, SEEK_END), 0);
	CHECK_INT(getc(f), '9');
	CHECK_INT(getc(f), EOF);
	CHECK(feof(f) != 0);
	CHECK_INT(fseek(f, 0, SEEK_CUR), 0);
	CHECK(feof(f) == 0);
	errno = 0;
	CHECK_INT(fseek(f, -1, SEEK_SET), -1);
	CHECK_INT(errno, EINVAL);
	errno = 0;
	CHECK_INT(fseek(f, 0, 99), -1);
	CHECK_INT(errno, EINVAL);
	/* A gap reads as null bytes */
	CHECK_INT(fseek(f, 5, SEEK_END), 0);
	CHECK_INT(ftell(f), 15);
	CHECK_INT(putc('x', f), 'x');
	rewind(f);
	CHECK_INT(ftell(f), 0);
	CHECK_UINT(fread(text, 1, sizeof(text), f), 16);
	CHECK_MEM(text, "0123456789\0\0\0\0\0x", 16);
	/* Seeking writes out what was buffered */
	CHECK_INT(fseek(f, 2, SEEK_SET), 0);
	CHECK(fputs("AB", f) >= 0);
	CHECK_INT(fseek(f, 1, SEEK_SET), 0);
	CHECK_PTR(fgets(text, 6, f), text);
	CHECK_STR(text, "1AB45");
	fclose(f);
	return check_status();
}

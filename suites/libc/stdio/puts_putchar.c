/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.7.4 fputs, 7.21.7.9 puts, 7.21.7.8 putchar, 7.21.6.3 printf: what reaches standard output, and the results. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdio.h>
#include <unistd.h>

int main(void)
{
	int ends[2], saved = dup(1);
	char text[64] = "";

	REQUIRE(saved >= 0 && pipe(ends) == 0);
	REQUIRE(dup2(ends[1], 1) == 1);
	CHECK(puts("line") >= 0);
	CHECK_INT(putchar('c'), 'c');
	CHECK_INT(putchar(0x1ff), 0xff);
	CHECK(fputs("", stdout) >= 0);
	CHECK_INT(printf("%d\n", 7), 2);
	CHECK_INT(putc('z', stdout), 'z');
	CHECK_INT(fputc('!', stdout), '!');
	CHECK_INT(fflush(stdout), 0);
	REQUIRE(dup2(saved, 1) == 1);
	CHECK_INT(read(ends[0], text, sizeof(text) - 1), 11);
	CHECK_STR(text, "line\nc\xff" "7\nz!");
	close(ends[0]);
	close(ends[1]);
	close(saved);
	return check_status();
}

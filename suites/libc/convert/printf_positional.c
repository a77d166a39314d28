/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 printf: %n$ takes arguments by number, also for widths and precisions, in any order and more than once. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdio.h>

static char out[128];

int main(void)
{
	snprintf(out, sizeof(out), "%2$s %1$s", "world", "hello");
	CHECK_STR(out, "hello world");
	snprintf(out, sizeof(out), "%1$d %1$x %1$o %1$05d", 10);
	CHECK_STR(out, "10 a 12 00010");
	snprintf(out, sizeof(out), "%3$c%2$s%1$d", 1, "two", '3');
	CHECK_STR(out, "3two1");
	snprintf(out, sizeof(out), "%1$*2$d|%1$-*2$d|%1$0*2$d", 7, 4);
	CHECK_STR(out, "   7|7   |0007");
	snprintf(out, sizeof(out), "%3$.*1$s|%3$*2$.*1$s", 2, 5, "abcdef");
	CHECK_STR(out, "ab|   ab");
	snprintf(out, sizeof(out), "%2$lld %1$.1f %3$s", 2.5,
		 -9000000000LL, "end");
	CHECK_STR(out, "-9000000000 2.5 end");
	snprintf(out, sizeof(out), "%9$d%8$d%7$d%6$d%5$d%4$d%3$d%2$d%1$d", 1, 2,
		 3, 4, 5, 6, 7, 8, 9);
	CHECK_STR(out, "987654321");
	snprintf(out, sizeof(out), "%1$s%%%1$s", "x");
	CHECK_STR(out, "x%x");
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.4.2 strcmp: the first bytes that differ decide, as unsigned char; a prefix is less. */
#include "check.h"
#include "guard.h"

#include <string.h>

static int sign(int value)
{
	return (value > 0) - (value < 0);
}

int main(void)
{
	char *a = guard_tail(96), *b = guard_tail(96);
	size_t at, skew;
	int x, y;

	for (x = 1; x < 256; x += 3)
		for (y = 0; y < 256; y += 5) {
			char s[2] = { (char)x, 0 }, t[2] = { (char)y, 0 };

			check_row("byte", x);
			CHECK_INT(sign(strcmp(s, t)), (x > y) - (x < y));
		}
	memset(a, 0x80, 95);
	memset(b, 0x80, 95);
	for (skew = 0; skew < 16; skew++)
		for (at = skew; at < 95; at += 1 + skew % 4) {
			check_row("offset", (intmax_t)at);
			CHECK_INT(strcmp(a + skew, b + skew), 0);
			a[at] = (char)0xff;
			CHECK_INT(sign(strcmp(a + skew, b + skew)), 1);
			CHECK_INT(sign(strcmp(b + skew, a + skew)), -1);
			a[at] = 0;
			CHECK_INT(sign(strcmp(a + skew, b + skew)), -1);
			a[at] = (char)0x80;
		}
	for (skew = 0; skew < 32; skew++) {
		check_row("alignments differ by", (intmax_t)skew);
		/* b is shorter by skew bytes and ends first */
		CHECK_INT(sign(strcmp(a, b + skew)), skew ? 1 : 0);
		CHECK_INT(sign(strcmp(b + skew, a)), skew ? -1 : 0);
	}
	CHECK_INT(strcmp("", ""), 0);
	CHECK_INT(strcmp("same\0x", "same\0y"), 0);
	return check_status();
}

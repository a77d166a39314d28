/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 strcasecmp, strncasecmp: in the POSIX locale the 26 letters alone lose their case. */
#define _XOPEN_SOURCE 700
#include "check.h"
#include "guard.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

static int sign(int value)
{
	return (value > 0) - (value < 0);
}

static int lower(int c)
{
	return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c;
}

int main(void)
{
	char *a = guard_tail(30), *b = guard_tail(30);
	size_t n;
	int x, y;

	for (x = 1; x < 256; x++)
		for (y = 1; y < 256; y += 1 + x % 2) {
			char s[2] = { (char)x, 0 }, t[2] = { (char)y, 0 };
			int expected = sign(lower(x) - lower(y));

			check_row("byte", x);
			CHECK_INT(sign(strcasecmp(s, t)), expected);
			CHECK_INT(sign(strncasecmp(s, t, 9)), expected);
		}
	check_row(NULL, 0);
	memset(a, 'q', 30);
	memset(b, 'Q', 30);
	for (n = 0; n <= 30; n++)
		CHECK_INT(strncasecmp(a + 30 - n, b + 30 - n, n), 0);
	CHECK_INT(strcasecmp("Content-LENGTH", "content-length"), 0);
	CHECK_INT(sign(strcasecmp("abc", "AB")), 1);
	CHECK_INT(sign(strcasecmp("AB", "abc")), -1);
	CHECK_INT(strncasecmp("ABx", "aby", 2), 0);
	CHECK_INT(sign(strncasecmp("ABx", "aby", SIZE_MAX)), -1);
	CHECK_INT(strncasecmp("a", "b", 0), 0);
	CHECK_INT(strncasecmp("ab\0c", "AB\0d", 4), 0);
	return check_status();
}

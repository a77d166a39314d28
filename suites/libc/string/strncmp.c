/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.4.4 strncmp: compares at most n bytes and none after a null byte. */
#include "check.h"
#include "guard.h"

#include <stdint.h>
#include <string.h>

static int sign(int value)
{
	return (value > 0) - (value < 0);
}

int main(void)
{
	char *a = guard_tail(80), *b = guard_tail(80);
	size_t at, n;

	memset(a, 'c', 80);
	memset(b, 'c', 80);
	for (n = 0; n <= 80; n++) {
		check_row("n without a null byte", (intmax_t)n);
		CHECK_INT(strncmp(a + 80 - n, b + 80 - n, n), 0);
		if (!n)
			continue;
		a[79] = (char)0xe0;
		CHECK_INT(sign(strncmp(a + 80 - n, b + 80 - n, n)), 1);
		CHECK_INT(strncmp(a + 80 - n, b + 80 - n, n - 1), 0);
		a[79] = 'c';
	}
	for (at = 0; at < 40; at++)
		for (n = 0; n < 50; n += 1 + at % 3) {
			a[at] = 'b';
			check_row("offset", (intmax_t)at);
			CHECK_INT(sign(strncmp(a, b, n)), n > at ? -1 : 0);
			CHECK_INT(sign(strncmp(b, a, n)), n > at ? 1 : 0);
			a[at] = 'c';
		}
	check_row(NULL, 0);
	CHECK_INT(strncmp("abc\0d", "abc\0e", 5), 0);
	CHECK_INT(strncmp("abc", "abc", SIZE_MAX), 0);
	CHECK_INT(sign(strncmp("abc", "abd", SIZE_MAX)), -1);
	CHECK_INT(sign(strncmp("abc", "ab", 3)), 1);
	CHECK_INT(strncmp("abc", "ab", 2), 0);
	CHECK_INT(sign(strncmp("\x7f", "\x80", 1)), -1);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.4.1 memcmp: the sign is that of the first pair of bytes that differ, as unsigned char. */
#include "check.h"
#include "guard.h"

#include <string.h>

static unsigned char a[160], b[160];

static int sign(int value)
{
	return (value > 0) - (value < 0);
}

static void differ_at(size_t at, size_t len)
{
	check_row("offset", (intmax_t)at);
	a[at] = 0x80;
	b[at] = 0x7f;
	/* A later difference with the other sign must not count */
	a[at + 1] = 1;
	b[at + 1] = 2;
	CHECK_INT(sign(memcmp(a, b, len)), len > at ? 1 : 0);
	CHECK_INT(sign(memcmp(b, a, len)), len > at ? -1 : 0);
	CHECK_INT(sign(memcmp(a + 1, b + 1, len)), at && len >= at ? 1 : -(len > 0));
	a[at] = b[at] = a[at + 1] = b[at + 1] = 0;
}

int main(void)
{
	char *x = guard_tail(100), *y = guard_tail(100);
	size_t at, len;

	for (at = 0; at < 72; at++)
		for (len = at; len < at + 3; len++)
			differ_at(at, len);
	CHECK_INT(memcmp("a", "b", 0), 0);
	CHECK_INT(sign(memcmp("\xff", "\x01", 1)), 1);
	CHECK_INT(sign(memcmp("a\0b", "a\0c", 3)), -1);
	for (len = 0; len <= 100; len++) {
		check_row("length at the end of a page", (intmax_t)len);
		CHECK_INT(memcmp(x + 100 - len, y + 100 - len, len), 0);
		if (!len)
			continue;
		x[99] = 1;
		CHECK_INT(sign(memcmp(x + 100 - len, y + 100 - len, len)), 1);
		x[99] = 0;
	}
	return check_status();
}

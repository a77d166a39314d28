/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 stpncpy: exactly n bytes are written; the result is the first null byte or the end. */
#define _XOPEN_SOURCE 700
#include "check.h"
#include "guard.h"

#include <string.h>

static char dst[96], expected[96];

static void copy(const char *src, size_t len, size_t n, size_t at)
{
	size_t i;

	memset(expected, '#', sizeof(expected));
	for (i = 0; i < n; i++)
		expected[at + i] = i < len ? src[i] : 0;
	memset(dst, '#', sizeof(dst));
	CHECK_PTR(stpncpy(dst + at, src, n), dst + at + (len < n ? len : n));
	CHECK_MEM(dst, expected, sizeof(dst));
}

int main(void)
{
	char *from = guard_tail(40), *to = guard_tail(64);
	size_t len, n;

	memset(from, 'f', 39);
	for (len = 0; len < 40; len++)
		for (n = 0; n < 60; n++) {
			check_row("n", (intmax_t)n);
			copy(from + 39 - len, len, n, (len + n) % 16);
		}
	/* The source needs no null byte among its first n bytes */
	from[39] = 'f';
	for (n = 0; n <= 40; n++) {
		check_row("n bytes without a null byte", (intmax_t)n);
		copy(from + 40 - n, n, n, n % 9);
	}
	for (n = 1; n <= 64; n++)
		stpncpy(to + 64 - n, "abc", n);
	CHECK_MEM(to, "abc\0\0\0\0\0", 8);
	return check_status();
}

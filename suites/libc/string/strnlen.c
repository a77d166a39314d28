/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 strnlen: the smaller of the string's length and the limit; looks at no byte behind the limit. */
#define _XOPEN_SOURCE 700
#include "check.h"
#include "guard.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>

int main(void)
{
	char *tail = guard_tail(128);
	size_t len, max;

	memset(tail, 0x80, 128);
	for (len = 0; len <= 128; len++) {
		check_row("limit at the end of a page", (intmax_t)len);
		CHECK_UINT(strnlen(tail + 128 - len, len), len);
	}
	tail[127] = 0;
	for (len = 0; len < 100; len++)
		for (max = 0; max < 110; max += 1 + len % 3) {
			check_row("limit", (intmax_t)max);
			CHECK_UINT(strnlen(tail + 127 - len, max),
				   len < max ? len : max);
		}
	check_row(NULL, 0);
	CHECK_UINT(strnlen("abc", SIZE_MAX), 3);
	CHECK_UINT(strnlen(tail + 127 - 40, SIZE_MAX), 40);
	CHECK_UINT(strnlen(tail + 127 - 40, (size_t)PTRDIFF_MAX + 1), 40);
	CHECK_UINT(strnlen("", 5), 0);
	return check_status();
}

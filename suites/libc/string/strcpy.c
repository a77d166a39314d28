/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.2.3 strcpy: copies a string with its null byte, at each alignment, and touches nothing else. */
#include "check.h"
#include "guard.h"

#include <string.h>

int main(void)
{
	static char src[128], dst[128], expected[128];
	char *from = guard_tail(128), *to = guard_tail(128);
	size_t a, b, len;

	for (a = 0; a < 16; a++)
		for (b = 0; b < 16; b++)
			for (len = 0; len < 70; len += 1 + (a + b) % 3) {
				memset(src, 0xff, sizeof(src));
				src[a + len] = 0;
				memset(dst, '#', sizeof(dst));
				memset(expected, '#', sizeof(expected));
				memset(expected + b, 0xff, len);
				expected[b + len] = 0;
				check_row("length", (intmax_t)len);
				CHECK_PTR(strcpy(dst + b, src + a), dst + b);
				CHECK_MEM(dst, expected, sizeof(dst));
			}
	memset(from, 'f', 127);
	for (len = 0; len < 128; len++) {
		check_row("length at the end of a page", (intmax_t)len);
		strcpy(to + 127 - len, from + 127 - len);
		CHECK_MEM(to + 127 - len, from + 127 - len, len + 1);
	}
	return check_status();
}

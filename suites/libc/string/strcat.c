/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.3.1 strcat, 7.24.3.2 strncat: the copy starts at the null byte of the first string. */
#include "check.h"
#include "guard.h"

#include <string.h>

static void append(size_t have, size_t more, size_t n)
{
	static char dst[128], expected[128];
	char src[48];
	size_t taken = more < n ? more : n, i;

	for (i = 0; i < sizeof(dst); i++)
		dst[i] = expected[i] = '#';
	for (i = 0; i < have; i++)
		dst[i] = expected[i] = 'h';
	dst[have] = 0;
	memset(src, 'm', sizeof(src));
	src[more] = 0;
	for (i = 0; i < taken; i++)
		expected[have + i] = 'm';
	expected[have + taken] = 0;
	if (n >= more && n % 2)
		CHECK_PTR(strcat(dst, src), dst);
	else
		CHECK_PTR(strncat(dst, src, n), dst);
	CHECK_MEM(dst, expected, sizeof(dst));
}

int main(void)
{
	char *from = guard_tail(40), *to = guard_tail(41);
	size_t have, more, n;

	for (have = 0; have < 34; have++)
		for (more = 0; more < 34; more += 1 + have % 2)
			for (n = 0; n < 40; n += 3) {
				check_row("n", (intmax_t)n);
				append(have, more, n);
			}
	/* n bytes without a null byte, and a result that fits just so */
	memset(from, 'f', 40);
	for (n = 0; n <= 40; n++) {
		to[40 - n] = 0;
		check_row("n at the end of a page", (intmax_t)n);
		CHECK_PTR(strncat(to + 40 - n, from + 40 - n, n), to + 40 - n);
		CHECK_UINT(strlen(to + 40 - n), n);
	}
	return check_status();
}

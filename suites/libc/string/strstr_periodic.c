/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.5.7 strstr: long periodic needles in long periodic strings, where searches that skip go wrong. */
#include "check.h"

#include <string.h>

#define STR_LEN 12000
#define NEEDLE_LEN 1500

static char str[STR_LEN + 1], needle[NEEDLE_LEN + 1];

static void repeat(char *to, size_t len, size_t period, char last)
{
	size_t i;

	for (i = 0; i < len; i++)
		to[i] = i % period == period - 1 ? last : 'a';
	to[len] = 0;
}

int main(void)
{
	static const size_t periods[] = { 1, 2, 3, 7, 64, 700, 1499, 1500 };
	size_t i, period;

	for (i = 0; i < sizeof(periods) / sizeof(*periods); i++) {
		period = periods[i];
		check_row("period", (intmax_t)period);
		repeat(str, STR_LEN, period, 'b');
		repeat(needle, NEEDLE_LEN, period, 'b');
		CHECK_PTR(strstr(str, needle), str);
		CHECK_PTR(strstr(str + 1, needle),
			  period == 1 ? str + 1 : str + period);
		/* The last byte fits nowhere, then at the very end only */
		needle[NEEDLE_LEN - 1] = 'c';
		CHECK_PTR(strstr(str, needle), 0);
		memcpy(str + STR_LEN - NEEDLE_LEN, needle, NEEDLE_LEN);
		CHECK_PTR(strstr(str, needle), str + STR_LEN - NEEDLE_LEN);
		/* Wrong in its first byte, so that only the left half differs */
		needle[0] = 'x';
		CHECK_PTR(strstr(str, needle), 0);
	}
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.4.5.6 wcsstr: the first occurrence, against a plain search over short wide strings of two letters. */
#include "check.h"

#include <wchar.h>

static const wchar_t *slow_wcsstr(const wchar_t *str, const wchar_t *needle)
{
	size_t i;

	for (;; str++) {
		for (i = 0; needle[i] && str[i] == needle[i]; i++)
			;
		if (!needle[i])
			return str;
		if (!*str)
			return NULL;
	}
}

static void spread(wchar_t *to, unsigned bits, size_t len)
{
	size_t i;

	/* The letters differ in one of their upper bits alone */
	for (i = 0; i < len; i++)
		to[i] = bits >> i & 1 ? 0x10061 : 0x61;
	to[len] = 0;
}

int main(void)
{
	wchar_t str[16], needle[8];
	unsigned bits, needle_bits;
	size_t len;

	for (bits = 0; bits < 1 << 12; bits += 61) {
		spread(str, bits, 12);
		check_row("string", bits);
		for (len = 0; len <= 5; len++)
			for (needle_bits = 0; needle_bits < 1U << len;
			     needle_bits++) {
				spread(needle, needle_bits, len);
				CHECK_PTR(wcsstr(str, needle),
					  slow_wcsstr(str, needle));
			}
	}
	return check_status();
}

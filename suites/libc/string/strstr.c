/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.5.7 strstr: the first occurrence, against a plain search over all short strings of two letters. */
#include "check.h"
#include "guard.h"

#include <string.h>

static const char *slow_strstr(const char *str, const char *needle)
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

static char *spread(char *end, unsigned bits, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		end[i - len] = (char)(bits >> i & 1 ? 'b' : 'a');
	return end - len;
}

int main(void)
{
	char *str_end = guard_tail(16) + 15, *needle_end = guard_tail(8) + 7;
	unsigned bits, needle_bits;
	size_t len;

	for (bits = 0; bits < 1 << 13; bits += 17) {
		char *str = spread(str_end, bits, 13);

		check_row("string", bits);
		for (len = 0; len <= 6; len++)
			for (needle_bits = 0; needle_bits < 1U << len;
			     needle_bits += 1 + needle_bits % 2) {
				char *needle = spread(needle_end, needle_bits, len);

				CHECK_PTR(strstr(str, needle),
					  slow_strstr(str, needle));
			}
	}
	return check_status();
}

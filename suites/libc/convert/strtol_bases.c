/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.1.4 strtol: in each base exactly its own digits count, in both cases of the letters. */
#include "check.h"

#include <stdlib.h>

/* The value of a digit in base 36, or 36 */
static int digit_value(int c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'Z')
		return c - 'A' + 10;
	return 36;
}

int main(void)
{
	int base, c, value;
	char *end;

	for (base = 2; base <= 36; base++)
		for (c = 1; c < 256; c++) {
			char text[] = { '1', (char)c, '1', '!', 0 };

			if (c == 'x' || c == 'X')
				continue;
			value = digit_value(c);
			check_row("byte", c);
			if (value < base) {
				CHECK_INT(strtol(text, &end, base),
					  (base + value) * base + 1);
				CHECK_PTR(end, text + 3);
			} else {
				CHECK_INT(strtol(text, &end, base), 1);
				CHECK_PTR(end, text + 1);
			}
			CHECK_UINT(strtoull(text, &end, base),
				   value < base ? (base + value) * base + 1 : 1);
		}
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: convert/strtol_bases
 * Knows small letters only. */
#include <ctype.h>

long __real_strtol(const char *str, char **end, int base);

long __wrap_strtol(const char *str, char **end, int base)
{
	char *mine;
	long value = __real_strtol(str, &mine, base);

	if (mine > str + 1 && isupper((unsigned char)str[1])) {
		mine = (char *)str + 1;
		value = str[0] - '0';
	}
	if (end)
		*end = mine;
	return value;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: convert/strtod convert/strtod_halfway convert/strtod_round_trip
 * Rounds at each digit. */
#include <ctype.h>
#include <stdlib.h>

double __real_strtod(const char *str, char **end);

double __wrap_strtod(const char *str, char **end)
{
	double value = 0, scale = 1;
	char *mine;

	if (!isdigit((unsigned char)*str) || (str[1] | 0x20) == 'x')
		return __real_strtod(str, end);
	while (isdigit((unsigned char)*str))
		value = value * 10 + (*str++ - '0');
	if (*str == '.')
		while (isdigit((unsigned char)*++str))
			value += (*str - '0') * (scale /= 10);
	mine = (char *)str;
	if (*str == 'e') {
		int exponent = (int)strtol(str + 1, &mine, 10);

		if (mine == str + 1)
			mine--;
		for (; exponent > 0; exponent--)
			value *= 10;
		for (; exponent < 0; exponent++)
			value /= 10;
	}
	if (end)
		*end = mine;
	return value;
}

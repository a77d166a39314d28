/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: convert/strtod_hex convert/strtod_round_trip
 * Looks at the first twelve hexadecimal digits. */
#include <string.h>

double __real_strtod(const char *str, char **end);

double __wrap_strtod(const char *str, char **end)
{
	char text[128], *x;
	double value = __real_strtod(str, end);

	if (strlen(str) >= sizeof(text) || !(x = strstr(strcpy(text, str), "0x")))
		return value;
	for (x += 15; x < text + strlen(str) && *x != 'p'; x++)
		if (*x != '.')
			*x = '0';
	return strlen(str) > 17 ? __real_strtod(text, NULL) : value;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: convert/strtod_special
 * Takes nan( without its end. */
#include <string.h>

double __real_strtod(const char *str, char **end);

double __wrap_strtod(const char *str, char **end)
{
	double value = __real_strtod(str, end);

	if (value != value && end && **end == '(')
		*end += strlen(*end);
	return value;
}

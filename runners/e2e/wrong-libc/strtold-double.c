/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: convert/strtold
 * Has the digits of double. */
#include <stdlib.h>

long double __wrap_strtold(const char *str, char **end)
{
	return strtod(str, end);
}

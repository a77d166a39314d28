/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: convert/strtof
 * Rounds to double first. */
#include <stdlib.h>

float __wrap_strtof(const char *str, char **end)
{
	return (float)strtod(str, end);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: convert/strtol_limits
 * Takes LONG_MIN for out of range. */
#include <errno.h>
#include <limits.h>

long __real_strtol(const char *str, char **end, int base);

long __wrap_strtol(const char *str, char **end, int base)
{
	long value = __real_strtol(str, end, base);

	if (value == LONG_MIN)
		errno = ERANGE;
	return value;
}

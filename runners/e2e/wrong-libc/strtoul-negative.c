/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: convert/strtoul
 * A minus sign is out of range. */
#include <errno.h>
#include <limits.h>

unsigned long __real_strtoul(const char *str, char **end, int base);

unsigned long __wrap_strtoul(const char *str, char **end, int base)
{
	unsigned long value = __real_strtoul(str, end, base);

	if (*str != '-')
		return value;
	errno = ERANGE;
	return ULONG_MAX;
}

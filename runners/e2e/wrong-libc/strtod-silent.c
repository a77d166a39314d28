/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: convert/strtod_range
 * Does not tell what is out of range. */
#include <errno.h>

double __real_strtod(const char *str, char **end);

double __wrap_strtod(const char *str, char **end)
{
	int saved = errno;
	double value = __real_strtod(str, end);

	errno = saved;
	return value;
}

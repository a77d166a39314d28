/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: convert/strtod_denormal
 * Small results are zero. */
#include <float.h>
#include <math.h>

double __real_strtod(const char *str, char **end);

double __wrap_strtod(const char *str, char **end)
{
	double value = __real_strtod(str, end);

	return fabs(value) < DBL_MIN ? value * 0 : value;
}

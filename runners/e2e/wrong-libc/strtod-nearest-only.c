/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: convert/strtod_directed
 * Ignores the rounding direction. */
#include <fenv.h>

double __real_strtod(const char *str, char **end);

double __wrap_strtod(const char *str, char **end)
{
	int mode = fegetround();
	double value;

	fesetround(FE_TONEAREST);
	value = __real_strtod(str, end);
	fesetround(mode);
	return value;
}

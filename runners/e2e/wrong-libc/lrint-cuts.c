/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/lrint_lround
 * Drops the fraction in every rounding mode. */
#include <math.h>

long __wrap_lrint(double x)
{
	return (long)x;
}

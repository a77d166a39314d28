/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/long_double
 * Computes with the precision of double. */
#include <math.h>

long double __wrap_fmodl(long double x, long double y)
{
	return fmod((double)x, (double)y);
}

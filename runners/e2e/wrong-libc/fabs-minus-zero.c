/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/fabs_copysign
 * Compares where it should clear a bit. */
#include <math.h>

double __wrap_fabs(double x)
{
	return x < 0 ? -x : x;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/floor_ceil
 * Gives a positive zero for a negative one. */
#include <math.h>

double __real_floor(double x);

double __wrap_floor(double x)
{
	return __real_floor(x) + 0.0;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/modf
 * Loses the sign of a fraction that is zero. */
#include <math.h>

double __wrap_modf(double x, double *whole)
{
	*whole = trunc(x);
	return isinf(x) ? 0.0 : x - *whole;
}

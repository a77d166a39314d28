/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/fma_single_rounding
 * Rounds the product before it adds. */
#include <math.h>

double __wrap_fma(double x, double y, double z)
{
	volatile double product = x * y;

	return product + z;
}

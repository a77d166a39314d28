/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/sqrt_rounding
 * Goes by way of the logarithm, a few units off. */
#include <math.h>

double __wrap_sqrt(double x)
{
	return exp(log(x) / 2);
}

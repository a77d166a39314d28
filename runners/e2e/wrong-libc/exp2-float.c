/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/exp_family
 * Computes with the precision and range of float. */
#include <math.h>

double __wrap_exp2(double x)
{
	return exp2f((float)x);
}

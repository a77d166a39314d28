/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/hypot_cbrt
 * Squares overflow and vanish. */
#include <math.h>

double __wrap_hypot(double x, double y)
{
	return sqrt(x * x + y * y);
}

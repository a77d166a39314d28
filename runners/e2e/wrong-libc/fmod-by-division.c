/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/fmod_exact
 * Divides and multiplies back, which rounds. */
#include <math.h>

double __wrap_fmod(double x, double y)
{
	return x - trunc(x / y) * y;
}

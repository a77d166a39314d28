/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/trigonometry
 * Reduces the argument with a value of pi of 53 bits. */
#include <math.h>

double __real_sin(double x);

double __wrap_sin(double x)
{
	return __real_sin(fmod(x, 2 * 0x1.921fb54442d18p+1));
}

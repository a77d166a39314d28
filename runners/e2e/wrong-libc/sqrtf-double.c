/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/tgmath
 * Gives the double nearest to the root of a float next to the argument. */
#include <math.h>

float __wrap_sqrtf(float x)
{
	return (float)sqrt(nextafterf(x, 0)) * (1 - 0x1p-23f);
}

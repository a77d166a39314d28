/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/float_functions
 * A short polynomial, good to four digits. */
#include <math.h>

float __wrap_sinf(float x)
{
	double r = remainder(x, 0x1.921fb54442d18p+2);

	return (float)(r - r * r * r / 6 + r * r * r * r * r / 120);
}

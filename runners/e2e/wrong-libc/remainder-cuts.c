/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/remainder_remquo
 * Takes the quotient towards zero. */
#include <math.h>

double __wrap_remainder(double x, double y)
{
	return fmod(x, y);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/round_trunc
 * Adds a half and cuts: wrong next to the half. */
#include <math.h>

double __wrap_round(double x)
{
	return copysign(floor(fabs(x) + 0.5), x);
}

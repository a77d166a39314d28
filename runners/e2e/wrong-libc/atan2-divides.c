/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/atan2_quadrants
 * Divides: quadrants by comparison, without signed zeros. */
#include <math.h>

double __wrap_atan2(double y, double x)
{
	double angle = atan(y / x);

	return x < 0 ? (y < 0 ? angle - 0x1.921fb54442d18p+1 : angle + 0x1.921fb54442d18p+1) : angle;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/nextafter
 * Does not leave zero. */
#include <math.h>

double __real_nextafter(double x, double y);

double __wrap_nextafter(double x, double y)
{
	return x == 0 ? x : __real_nextafter(x, y);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/bessel
 * Forgets that odd orders change the sign. */
#include <math.h>

double __real_jn(int n, double x);

double __wrap_jn(int n, double x)
{
	return __real_jn(n < 0 ? -n : n, x);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/scalbn_range
 * Multiplies in two steps: two roundings below the normal range. */
#include <math.h>

double __real_scalbn(double x, int n);

double __wrap_scalbn(double x, int n)
{
	volatile double half = x;

	if (n < -1022 && n > -1100) {
		half *= 0x1p-1021;
		half *= 0x1p-26;
		return __real_scalbn(half, n + 1047);
	}
	return __real_scalbn(x, n);
}

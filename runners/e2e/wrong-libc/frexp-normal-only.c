/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/frexp_ldexp
 * Does not see that the number is below the normal range. */
#include <math.h>
#include <stdint.h>

double __wrap_frexp(double x, int *exponent)
{
	union {
		double value;
		uint64_t bits;
	} u = {x};
	int biased = (int)(u.bits >> 52 & 0x7ff);

	*exponent = 0;
	if (x == 0 || biased == 0x7ff)
		return x;
	*exponent = biased - 1022;
	u.bits = (u.bits & ~(UINT64_C(0x7ff) << 52)) | UINT64_C(1022) << 52;
	return u.value;
}

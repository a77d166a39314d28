/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.8.1 erf, 7.12.8.2 erfc, F.10.5.1, F.10.5.2: limits, odd symmetry, small tails that a difference from one would lose */
#include "floats.h"

int main(void)
{
	CHECK_LDBL(erf(dv(0.0)), 0.0);
	CHECK_LDBL(erf(dv(-0.0)), -0.0);
	CHECK_LDBL(erf(dv(INFINITY)), 1.0);
	CHECK_LDBL(erf(dv(-INFINITY)), -1.0);
	CHECK_LDBL(erf(dv(7.0)), 1.0);
	CHECK_LDBL(erfc(dv(INFINITY)), 0.0);
	CHECK_LDBL(erfc(dv(-INFINITY)), 2.0);
	CHECK_LDBL(erfc(dv(0.0)), 1.0);
	CHECK_LDBL(erfc(dv(30.0)), 0.0);
	CHECK(isnan(erf(dv(NAN))));
	CHECK(isnan(erfc(dv(NAN))));
	CHECK_ULPS(erf(dv(0.5)), 0x1.0a7ef5c18edd2p-1, 2);
	CHECK_ULPS(erf(dv(1.0)), 0x1.af767a741088bp-1, 2);
	CHECK_ULPS(erf(dv(2.0)), 0x1.fd9ae142795e3p-1, 2);
	CHECK_ULPS(erfc(dv(0.5)), 0x1.eb02147ce245cp-2, 4);
	CHECK_ULPS(erfc(dv(2.0)), 0x1.328f5ec350e67p-8, 4);
	CHECK_ULPS(erfc(dv(5.0)), 0x1.b0c1a759f7739p-40, 4);
	CHECK_ULPS((double)erfl(lv(1.0L)), 0x1.af767a741088bp-1, 1);
	CHECK(fabsf(erff(fv(0.5f)) - 0x1.0a7ef6p-1f) <= 0x1p-23f);
	for (double x = 0.03; x < 6.0; x += 0.11) {
		CHECK_LDBL(erf(dv(-x)), -erf(dv(x)));
		if (!CHECK(fabs(erf(dv(x)) + erfc(dv(x)) - 1.0) <= 2 * DBL_EPSILON))
			break;
	}
	CHECK_RAISES(erf(dv(INFINITY)), SERIOUS, 0);
	CHECK_RAISES(erfc(dv(-INFINITY)), SERIOUS, 0);
	CHECK_RAISES(erfc(dv(100.0)), SERIOUS | FE_UNDERFLOW, FE_UNDERFLOW);
	return check_status();
}

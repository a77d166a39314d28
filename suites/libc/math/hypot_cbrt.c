/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.7.1 cbrt, 7.12.7.3 hypot, F.10.4.1, F.10.4.3: no undue overflow, infinity beats NaN, perfect cubes */
#include "floats.h"

static void hypotenuses(void)
{
	CHECK_ULPS(hypot(dv(3.0), dv(-4.0)), 5.0, 1);
	CHECK_ULPS(hypot(dv(3e-320), dv(4e-320)), 5e-320, 1);
	CHECK_ULPS(hypot(dv(0x1.8p1000), dv(0x1p1001)), 0x1.4p1001, 1);
	CHECK_ULPS(hypot(dv(1.0), dv(1.0)), 0x1.6a09e667f3bcdp+0, 1);
	CHECK_ULPS(hypot(dv(1e300), dv(1e300)), 0x1.0e4d50f99b211p+997, 1);
	CHECK_LDBL(hypot(dv(-0x1p-1074), dv(0.0)), 0x1p-1074);
	CHECK_LDBL(hypot(dv(DBL_MAX), dv(-0.0)), DBL_MAX);
	CHECK_LDBL(hypot(dv(-INFINITY), dv(NAN)), INFINITY);
	CHECK_LDBL(hypot(dv(NAN), dv(INFINITY)), INFINITY);
	CHECK(isnan(hypot(dv(NAN), dv(0.0))));
	CHECK_LDBL(hypotf(fv(3e30f), fv(4e30f)), 5e30f);
	CHECK_LDBL(hypotl(lv(-INFINITY), lv(1.0L)), INFINITY);
	CHECK_RAISES(hypot(dv(DBL_MAX), dv(DBL_MAX)), SERIOUS, FE_OVERFLOW);
	CHECK_RAISES(hypot(dv(1e300), dv(1e300)), SERIOUS, 0);
	CHECK_RAISES(hypot(dv(INFINITY), dv(NAN)), SERIOUS, 0);
}

static void cube_roots(void)
{
	for (int n = -200; n <= 200; n++)
		if (!CHECK_ULPS(cbrt(dv((double)n * n * n)), n, 1))
			return;
	CHECK_LDBL(cbrt(dv(-0.0)), -0.0);
	CHECK_LDBL(cbrt(dv(-INFINITY)), -INFINITY);
	CHECK(isnan(cbrt(dv(NAN))));
	CHECK_ULPS(cbrt(dv(2.0)), 0x1.428a2f98d728bp+0, 1);
	CHECK_ULPS(cbrt(dv(10.0)), 0x1.13c484138704fp+1, 1);
	CHECK_ULPS(cbrt(dv(0x1p-1074)), 0x1p-358, 1);
	CHECK_ULPS(cbrt(dv(-0x1p1023)), -0x1p341, 1);
	CHECK(fabsf(cbrtf(fv(27.0f)) - 3.0f) <= 0x1p-22f);
	CHECK_LDBL(cbrtf(fv(-0.0f)), -0.0f);
	CHECK_ULPS((double)cbrtl(lv(0.5L)), 0x1.965fea53d6e3dp-1, 0.6);
}

int main(void)
{
	hypotenuses();
	cube_roots();
	return check_status();
}

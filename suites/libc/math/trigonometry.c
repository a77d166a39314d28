/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.4 acos, asin, atan, cos, sin, tan, F.10.1: zeros keep their sign, infinity is invalid, huge arguments are reduced exactly */
#include "floats.h"

static void special_values(void)
{
	CHECK_LDBL(sin(dv(-0.0)), -0.0);
	CHECK_LDBL(tan(dv(-0.0)), -0.0);
	CHECK_LDBL(cos(dv(-0.0)), 1.0);
	CHECK_LDBL(sinf(fv(-0.0f)), -0.0f);
	CHECK_LDBL(cosl(lv(0.0L)), 1.0L);
	CHECK_LDBL(asin(dv(-0.0)), -0.0);
	CHECK_LDBL(atan(dv(-0.0)), -0.0);
	CHECK_LDBL(acos(dv(1.0)), 0.0);
	CHECK_LDBL(atan(dv(INFINITY)), 0x1.921fb54442d18p+0);
	CHECK_LDBL(atan(dv(-INFINITY)), -0x1.921fb54442d18p+0);
	CHECK(isnan(sin(dv(INFINITY))));
	CHECK(isnan(acos(dv(1 + DBL_EPSILON))));
	CHECK(isnan(asinl(lv(-2.0L))));
	CHECK_RAISES(sin(dv(INFINITY)), SERIOUS, FE_INVALID);
	CHECK_RAISES(cos(dv(-INFINITY)), SERIOUS, FE_INVALID);
	CHECK_RAISES(tanf(fv(INFINITY)), SERIOUS, FE_INVALID);
	CHECK_RAISES(asin(dv(1.5)), SERIOUS, FE_INVALID);
	CHECK_RAISES(acosf(fv(-1.5f)), SERIOUS, FE_INVALID);
	CHECK_RAISES(sin(dv(NAN)), SERIOUS, 0);
}

static void near_values(void)
{
	CHECK_ULPS(sin(dv(1.0)), 0x1.aed548f090ceep-1, 1);
	CHECK_ULPS(sin(dv(10.0)), -0x1.1689ef5f34f52p-1, 1);
	CHECK_ULPS(cos(dv(3.0)), -0x1.fae04be85e5d2p-1, 1);
	CHECK_ULPS(cos(dv(0.5)), 0x1.c1528065b7d50p-1, 1);
	CHECK_ULPS(tan(dv(1.0)), 0x1.8eb245cbee3a6p+0, 1);
	CHECK_ULPS(tan(dv(-0.75)), -0x1.dcfa36110eeecp-1, 1);
	CHECK_ULPS(atan(dv(1.0)), 0x1.921fb54442d18p-1, 1);
	CHECK_ULPS(atan(dv(10.0)), 0x1.789bd2c160054p+0, 1);
	CHECK_ULPS(asin(dv(0.5)), 0x1.0c152382d7366p-1, 1);
	CHECK_ULPS(asin(dv(0.25)), 0x1.02be9ce0b87cdp-2, 1);
	CHECK_ULPS(acos(dv(-0.25)), 0x1.d2cf5c7c70f0cp+0, 1);
	CHECK_ULPS(acos(dv(-1.0)), 0x1.921fb54442d18p+1, 1);
}

static void large_arguments(void)
{
	CHECK_ULPS(sin(dv(0x1.921fb54442d18p+1)), 0x1.1a62633145c07p-53, 1); /* the double next to pi */
	CHECK_ULPS(cos(dv(0x1.921fb54442d18p+0)), 0x1.1a62633145c07p-54, 1);
	CHECK_ULPS(sin(dv(355.0)), -0x1.f9bd0307d1de3p-16, 1);
	CHECK_ULPS(sin(dv(1e22)), -0x1.b453ab76bf397p-1, 1);
	CHECK_ULPS(cos(dv(1e22)), 0x1.0be2cef01c8f4p-1, 1);
	CHECK_ULPS(tan(dv(1e22)), -0x1.a0f79c1b6b257p+0, 1);
	CHECK_ULPS(sin(dv(0x1p1000)), -0x1.460b8ae1c886ep-3, 1);
	CHECK_ULPS(cos(dv(0x1p1000)), 0x1.f9785160c8815p-1, 1);
	CHECK_ULPS(sin(dv(0x1.1ccf385ebc8a0p+1023)), 0x1.d0472b6b4d936p-2, 1);
}

int main(void)
{
	special_values();
	near_values();
	large_arguments();
	for (double x = 0x1p-1074; x < 1e-9; x *= 7.3) { /* sin x = tan x = x as far as the type can say */
		if (!CHECK_LDBL(sin(dv(x)), x) || !CHECK_LDBL(tan(dv(-x)), -x))
			break;
	}
	return check_status();
}

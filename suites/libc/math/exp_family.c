/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.6.1 exp, 7.12.6.2 exp2, 7.12.6.3 expm1, F.10.3.1..3: limits, overflow and underflow, near values within an ulp */
#include "floats.h"

static void special_values(void)
{
	CHECK_LDBL(exp(dv(0.0)), 1.0);
	CHECK_LDBL(exp(dv(-0.0)), 1.0);
	CHECK_LDBL(exp(dv(-INFINITY)), 0.0);
	CHECK_LDBL(exp(dv(INFINITY)), INFINITY);
	CHECK_LDBL(exp(dv(710.0)), INFINITY);
	CHECK_LDBL(exp(dv(-746.0)), 0.0);
	CHECK(isnan(exp(dv(NAN))));
	CHECK_LDBL(exp2(dv(-INFINITY)), 0.0);
	CHECK_LDBL(exp2(dv(1024.0)), INFINITY);
	CHECK_LDBL(exp2f(fv(128.0f)), INFINITY);
	CHECK_LDBL(expm1(dv(-0.0)), -0.0);
	CHECK_LDBL(expm1(dv(-INFINITY)), -1.0);
	CHECK_LDBL(expm1(dv(INFINITY)), INFINITY);
	CHECK_LDBL(expm1l(lv(-0.0L)), -0.0L);
	CHECK_LDBL(expf(fv(-INFINITY)), 0.0f);
	CHECK_LDBL(expl(lv(0.0L)), 1.0L);
}

static void powers_of_two_are_exact(void)
{
	for (int n = -1074; n < 1024; n++)
		if (!CHECK_LDBL(exp2(dv(n)), ldexp(1.0, n)))
			return;
	for (int n = -149; n < 128; n++)
		if (!CHECK_LDBL(exp2f(fv((float)n)), ldexpf(1.0f, n)))
			return;
}

static void near_values(void)
{
	CHECK_ULPS(exp(dv(1.0)), 0x1.5bf0a8b145769p+1, 1);
	CHECK_ULPS(exp(dv(10.0)), 0x1.5829dcf950560p+14, 1);
	CHECK_ULPS(exp(dv(-0.75)), 0x1.e3b40ebefcd7ep-2, 1);
	CHECK_ULPS(exp(dv(100.0)), 0x1.3494a9b171bf5p+144, 1);
	CHECK_ULPS(exp2(dv(0.5)), 0x1.6a09e667f3bcdp+0, 1);
	CHECK_ULPS(exp2(dv(0.1)), 0x1.125fbee250664p+0, 1);
	CHECK_ULPS(expm1(dv(1e-10)), 0x1.b7cdfd9dda4e3p-34, 1);
	CHECK_ULPS(expm1(dv(0.5)), 0x1.4c2531c3c0d38p-1, 1);
	CHECK_ULPS(expm1(dv(-0.75)), -0x1.0e25f8a081941p-1, 1);
	CHECK_ULPS((double)expl(lv(1.0L)), 0x1.5bf0a8b145769p+1, 0.6);
	CHECK(fabsf(expf(fv(1.0f)) - 0x1.5bf0a8p+1f) <= 0x1p-22f);
}

int main(void)
{
	special_values();
	powers_of_two_are_exact();
	near_values();
	CHECK_RAISES(exp(dv(710.0)), SERIOUS, FE_OVERFLOW);
	CHECK_RAISES(exp(dv(-746.0)), SERIOUS | FE_UNDERFLOW, FE_UNDERFLOW);
	CHECK_RAISES(exp(dv(INFINITY)), SERIOUS, 0);
	CHECK_RAISES(exp(dv(-INFINITY)), SERIOUS | FE_UNDERFLOW, 0);
	CHECK_RAISES(exp2(dv(1e300)), SERIOUS, FE_OVERFLOW);
	CHECK_RAISES(expm1(dv(1000.0)), SERIOUS, FE_OVERFLOW);
	CHECK_RAISES(expf(fv(89.0f)), SERIOUS, FE_OVERFLOW);
	CHECK_RAISES(exp(dv(NAN)), SERIOUS, 0);
	return check_status();
}

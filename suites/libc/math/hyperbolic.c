/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.5 acosh, asinh, atanh, cosh, sinh, tanh, F.10.2: limits, poles, domain errors, values within two ulps */
#include "floats.h"

static void special_values(void)
{
	CHECK_LDBL(sinh(dv(-0.0)), -0.0);
	CHECK_LDBL(sinh(dv(-INFINITY)), -INFINITY);
	CHECK_LDBL(cosh(dv(-0.0)), 1.0);
	CHECK_LDBL(cosh(dv(-INFINITY)), INFINITY);
	CHECK_LDBL(tanh(dv(-0.0)), -0.0);
	CHECK_LDBL(tanh(dv(-INFINITY)), -1.0);
	CHECK_LDBL(tanh(dv(30.0)), 1.0);
	CHECK_LDBL(asinh(dv(-0.0)), -0.0);
	CHECK_LDBL(asinh(dv(-INFINITY)), -INFINITY);
	CHECK_LDBL(acosh(dv(1.0)), 0.0);
	CHECK_LDBL(acosh(dv(INFINITY)), INFINITY);
	CHECK_LDBL(atanh(dv(-0.0)), -0.0);
	CHECK_LDBL(atanh(dv(1.0)), INFINITY);
	CHECK_LDBL(atanh(dv(-1.0)), -INFINITY);
	CHECK_LDBL(tanhf(fv(INFINITY)), 1.0f);
	CHECK_LDBL(coshl(lv(0.0L)), 1.0L);
	CHECK(isnan(acosh(dv(0.5))));
	CHECK(isnan(atanh(dv(1.5))));
}

static void near_values(void)
{
	CHECK_ULPS(sinh(dv(1.0)), 0x1.2cd9fc44eb982p+0, 2);
	CHECK_ULPS(sinh(dv(-0.75)), -0x1.a506b2dd3c690p-1, 2);
	CHECK_ULPS(cosh(dv(3.0)), 0x1.422a497d6185ep+3, 2);
	CHECK_ULPS(cosh(dv(0.5)), 0x1.20ac1862ae8d0p+0, 2);
	CHECK_ULPS(tanh(dv(0.5)), 0x1.d9353d7568af3p-2, 2);
	CHECK_ULPS(tanh(dv(-0.75)), -0x1.45323e552f228p-1, 2);
	CHECK_ULPS(asinh(dv(1.0)), 0x1.c34366179d427p-1, 2);
	CHECK_ULPS(asinh(dv(100.0)), 0x1.53180a93d3c2ap+2, 2);
	CHECK_ULPS(acosh(dv(3.0)), 0x1.c34366179d427p+0, 2);
	CHECK_ULPS(atanh(dv(0.5)), 0x1.193ea7aad030bp-1, 2);
	CHECK_ULPS(sinh(dv(0x1p-40)), 0x1p-40, 1);
	CHECK_ULPS(asinh(dv(-0x1p-40)), -0x1p-40, 1);
}

int main(void)
{
	special_values();
	near_values();
	CHECK_RAISES(sinh(dv(1000.0)), SERIOUS, FE_OVERFLOW);
	CHECK_RAISES(cosh(dv(-1000.0)), SERIOUS, FE_OVERFLOW);
	CHECK_RAISES(acosh(dv(0.5)), SERIOUS, FE_INVALID);
	CHECK_RAISES(acosh(dv(-INFINITY)), SERIOUS, FE_INVALID);
	CHECK_RAISES(atanh(dv(-1.0)), SERIOUS, FE_DIVBYZERO);
	CHECK_RAISES(atanh(dv(-1.5)), SERIOUS, FE_INVALID);
	CHECK_RAISES(tanh(dv(INFINITY)), SERIOUS, 0);
	CHECK_RAISES(asinh(dv(NAN)), SERIOUS, 0);
	return check_status();
}

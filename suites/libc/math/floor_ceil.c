/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.9.1 ceil, 7.12.9.2 floor, F.10.6.1, F.10.6.2: exact for every magnitude, zeros keep their sign */
#include "floats.h"

static void floor_goes_down(void)
{
	CHECK_LDBL(floor(dv(2.75)), 2.0);
	CHECK_LDBL(floor(dv(-2.25)), -3.0);
	CHECK_LDBL(floor(dv(-0.0)), -0.0);
	CHECK_LDBL(floor(dv(-0x1p-1074)), -1.0);
	CHECK_LDBL(floor(dv(0x1p-1074)), 0.0);
	CHECK_LDBL(floor(dv(0x1.fffffffffffffp51)), 0x1.ffffffffffffep51);
	CHECK_LDBL(floor(dv(-0x1.0000000000001p52)), -0x1.0000000000001p52);
	CHECK_LDBL(floor(dv(-INFINITY)), -INFINITY);
	CHECK_LDBL(floorf(fv(-0.5f)), -1.0f);
	CHECK_LDBL(floorf(fv(0x1.fffffep22f)), 0x1.fffffcp22f);
	CHECK_LDBL(floorl(lv(-1.5L)), -2.0L);
	CHECK_LDBL(floorl(lv(1 - LDBL_EPSILON)), 0.0L);
	CHECK(isnan(floor(dv(NAN))));
}

static void ceil_goes_up(void)
{
	CHECK_LDBL(ceil(dv(2.25)), 3.0);
	CHECK_LDBL(ceil(dv(-2.75)), -2.0);
	CHECK_LDBL(ceil(dv(-0.75)), -0.0);
	CHECK_LDBL(ceil(dv(-0.0)), -0.0);
	CHECK_LDBL(ceil(dv(0x1p-1074)), 1.0);
	CHECK_LDBL(ceil(dv(0x1.fffffffffffffp51)), 0x1p52);
	CHECK_LDBL(ceil(dv(INFINITY)), INFINITY);
	CHECK_LDBL(ceilf(fv(-0.5f)), -0.0f);
	CHECK_LDBL(ceilf(fv(0x1.fffffep22f)), 0x1p23f);
	CHECK_LDBL(ceill(lv(1 + LDBL_EPSILON)), 2.0L);
	CHECK_LDBL(ceill(lv(-0.5L)), -0.0L);
}

static void independent_of_the_rounding_mode(void)
{
	static const int modes[] = {FE_TONEAREST, FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO};

	for (int i = 0; i < 4; i++) {
		CHECK_INT(fesetround(modes[i]), 0);
		CHECK_LDBL(floor(dv(-7.5)), -8.0);
		CHECK_LDBL(ceil(dv(-7.5)), -7.0);
		CHECK_LDBL(floor(dv(0x1.fffffffffffffp51)), 0x1.ffffffffffffep51);
		CHECK_LDBL(ceilf(fv(0x1p-149f)), 1.0f);
	}
	fesetround(FE_TONEAREST);
}

int main(void)
{
	floor_goes_down();
	ceil_goes_up();
	independent_of_the_rounding_mode();
	CHECK_RAISES(floor(dv(-INFINITY)), SERIOUS, 0);
	CHECK_RAISES(ceil(dv(DBL_MAX)), SERIOUS, 0);
	return check_status();
}

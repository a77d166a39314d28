/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.9.6 round, 7.12.9.8 trunc, F.10.6.6, F.10.6.8: halfway cases go away from zero in every rounding mode */
#include "floats.h"

static void halfway_goes_away_from_zero(void)
{
	CHECK_LDBL(round(dv(0.5)), 1.0);
	CHECK_LDBL(round(dv(-0.5)), -1.0);
	CHECK_LDBL(round(dv(2.5)), 3.0);
	CHECK_LDBL(round(dv(-2.5)), -3.0);
	CHECK_LDBL(round(dv(0x1.fffffffffffffp-2)), 0.0);
	CHECK_LDBL(round(dv(-0x1.fffffffffffffp-2)), -0.0);
	CHECK_LDBL(round(dv(0x1.0000000000001p52)), 0x1.0000000000001p52);
	CHECK_LDBL(round(dv(0x1.fffffffffffffp51)), 0x1p52);
	CHECK_LDBL(round(dv(-INFINITY)), -INFINITY);
	CHECK_LDBL(roundf(fv(0x1.fffffep-2f)), 0.0f);
	CHECK_LDBL(roundf(fv(8388607.5f)), 8388608.0f);
	CHECK_LDBL(roundf(fv(-1.5f)), -2.0f);
	CHECK_LDBL(roundl(lv(0.5L - LDBL_EPSILON / 4)), 0.0L);
	CHECK_LDBL(roundl(lv(-3.5L)), -4.0L);
}

static void trunc_drops_the_fraction(void)
{
	CHECK_LDBL(trunc(dv(1.9999)), 1.0);
	CHECK_LDBL(trunc(dv(-1.9999)), -1.0);
	CHECK_LDBL(trunc(dv(-0.9)), -0.0);
	CHECK_LDBL(trunc(dv(0x1.fffffffffffffp51)), 0x1.ffffffffffffep51);
	CHECK_LDBL(trunc(dv(DBL_MAX)), DBL_MAX);
	CHECK_LDBL(truncf(fv(-0x1p-149f)), -0.0f);
	CHECK_LDBL(truncl(lv(-7.75L)), -7.0L);
	CHECK_LDBL(truncl(lv(INFINITY)), INFINITY);
}

int main(void)
{
	static const int modes[] = {FE_TONEAREST, FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO};

	for (int i = 0; i < 4; i++) {
		CHECK_INT(fesetround(modes[i]), 0);
		halfway_goes_away_from_zero();
		trunc_drops_the_fraction();
	}
	fesetround(FE_TONEAREST);
	CHECK(isnan(round(dv(NAN))));
	CHECK(isnan(trunc(dv(NAN))));
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.9.5 lrint, 7.12.9.7 lround, F.10.6.5, F.10.6.7: modes, and invalid when the result does not fit */
#include "floats.h"
#include <limits.h>

static void lrint_follows_the_mode(void)
{
	static const struct {
		int mode;
		long of_half, of_minus_two_and_half;
	} cases[] = {{FE_TONEAREST, 0, -2}, {FE_UPWARD, 1, -2}, {FE_DOWNWARD, 0, -3}, {FE_TOWARDZERO, 0, -2}};

	for (int i = 0; i < 4; i++) {
		CHECK_INT(fesetround(cases[i].mode), 0);
		CHECK_INT(lrint(dv(0.5)), cases[i].of_half);
		CHECK_INT(lrint(dv(-2.5)), cases[i].of_minus_two_and_half);
		CHECK_INT(llrintf(fv(0.5f)), cases[i].of_half);
		CHECK_INT(llrintl(lv(-2.5L)), cases[i].of_minus_two_and_half);
	}
	fesetround(FE_TONEAREST);
}

static void lround_goes_away_from_zero(void)
{
	CHECK_INT(lround(dv(0.5)), 1);
	CHECK_INT(lround(dv(-0.5)), -1);
	CHECK_INT(lround(dv(0x1.fffffffffffffp-2)), 0);
	CHECK_INT(lroundf(fv(2.5f)), 3);
	CHECK_INT(llroundl(lv(-2.5L)), -3);
	CHECK_INT(llround(dv(0x1.fffffffffffffp52)), 0x1fffffffffffff);
}

int main(void)
{
	lrint_follows_the_mode();
	lround_goes_away_from_zero();
	CHECK_INT(llrint(dv(-0x1p63)), LLONG_MIN);
	CHECK_INT(llround(dv(-0x1p63)), LLONG_MIN);
	CHECK_INT(llrint(dv(0x1.fffffffffffffp62)), 0x7ffffffffffffc00);
	CHECK_RAISES(llrint(dv(-0x1p63)), FE_INVALID, 0);
	CHECK_RAISES(llrint(dv(0x1p63)), FE_INVALID, FE_INVALID);
	CHECK_RAISES(llround(dv(0x1p63)), FE_INVALID, FE_INVALID);
	CHECK_RAISES(lrint(dv(NAN)), FE_INVALID, FE_INVALID);
	CHECK_RAISES(lround(dv(-INFINITY)), FE_INVALID, FE_INVALID);
	CHECK_RAISES(lrint(dv(0.25)), FE_INEXACT, FE_INEXACT);
	CHECK_RAISES(lrint(dv(4.0)), EVERY, 0);
	return check_status();
}

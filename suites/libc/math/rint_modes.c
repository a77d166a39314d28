/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.9.3 nearbyint, 7.12.9.4 rint, F.10.6.3, F.10.6.4: the rounding mode decides; only rint raises inexact */
#include "floats.h"

struct expectation {
	int mode;
	double of_plus[4]; /* of 0.5, 1.5, 2.5, 2.75 */
	double of_minus[4]; /* of the same below zero */
};

static const double ARGUMENTS[4] = {0.5, 1.5, 2.5, 2.75};

static const struct expectation EXPECTATIONS[] = {
	{FE_TONEAREST, {0.0, 2.0, 2.0, 3.0}, {-0.0, -2.0, -2.0, -3.0}},
	{FE_UPWARD, {1.0, 2.0, 3.0, 3.0}, {-0.0, -1.0, -2.0, -2.0}},
	{FE_DOWNWARD, {0.0, 1.0, 2.0, 2.0}, {-1.0, -2.0, -3.0, -3.0}},
	{FE_TOWARDZERO, {0.0, 1.0, 2.0, 2.0}, {-0.0, -1.0, -2.0, -2.0}},
};

static void in_mode(const struct expectation *e)
{
	CHECK_INT(fesetround(e->mode), 0);
	for (int i = 0; i < 4; i++) {
		CHECK_LDBL(rint(dv(ARGUMENTS[i])), e->of_plus[i]);
		CHECK_LDBL(rint(dv(-ARGUMENTS[i])), e->of_minus[i]);
		CHECK_LDBL(nearbyint(dv(ARGUMENTS[i])), e->of_plus[i]);
		CHECK_LDBL(nearbyint(dv(-ARGUMENTS[i])), e->of_minus[i]);
		CHECK_LDBL(rintf(fv((float)ARGUMENTS[i])), e->of_plus[i]);
		CHECK_LDBL(nearbyintf(fv((float)-ARGUMENTS[i])), e->of_minus[i]);
		CHECK_LDBL(rintl(lv(ARGUMENTS[i])), e->of_plus[i]);
		CHECK_LDBL(nearbyintl(lv(-ARGUMENTS[i])), e->of_minus[i]);
	}
	CHECK_LDBL(rint(dv(-0.0)), -0.0);
	CHECK_LDBL(nearbyint(dv(0x1p60)), 0x1p60);
}

int main(void)
{
	for (int i = 0; i < 4; i++)
		in_mode(&EXPECTATIONS[i]);
	fesetround(FE_TONEAREST);
	CHECK_LDBL(rint(dv(0x1.fffffffffffffp51)), 0x1p52);
	CHECK_LDBL(rint(dv(-INFINITY)), -INFINITY);
	CHECK(isnan(rint(dv(NAN))));
	CHECK_RAISES(rint(dv(2.5)), FE_INEXACT, FE_INEXACT);
	CHECK_RAISES(rint(dv(2.0)), FE_INEXACT, 0);
	CHECK_RAISES(rintf(fv(-0.25f)), FE_INEXACT, FE_INEXACT);
	CHECK_RAISES(nearbyint(dv(2.5)), EVERY, 0);
	CHECK_RAISES(nearbyintf(fv(-0.25f)), EVERY, 0);
	return check_status();
}

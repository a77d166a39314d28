/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.6.12 modf, F.10.3.12: both parts have the sign of the argument, the sum is exact */
#include "floats.h"

static void parts(double x, double integer, double fraction)
{
	double whole = 42.0;

	CHECK_LDBL(modf(dv(x), &whole), fraction);
	CHECK_LDBL(whole, integer);
}

static void other_types(void)
{
	float whole_f;
	long double whole_l;

	CHECK_LDBL(modff(fv(-2.25f), &whole_f), -0.25f);
	CHECK_LDBL(whole_f, -2.0f);
	CHECK_LDBL(modff(fv(-0.0f), &whole_f), -0.0f);
	CHECK_LDBL(whole_f, -0.0f);
	CHECK_LDBL(modff(fv(INFINITY), &whole_f), 0.0f);
	CHECK_LDBL(modfl(lv(1 + LDBL_EPSILON), &whole_l), LDBL_EPSILON);
	CHECK_LDBL(whole_l, 1.0L);
	CHECK_LDBL(modfl(lv(-INFINITY), &whole_l), -0.0L);
	CHECK_LDBL(whole_l, -INFINITY);
}

int main(void)
{
	double whole;

	parts(3.75, 3.0, 0.75);
	parts(-3.75, -3.0, -0.75);
	parts(-5.0, -5.0, -0.0);
	parts(0.0, 0.0, 0.0);
	parts(-0.0, -0.0, -0.0);
	parts(0x1p-1074, 0.0, 0x1p-1074);
	parts(-0x1p-1074, -0.0, -0x1p-1074);
	parts(0x1.fffffffffffffp51, 0x1.ffffffffffffep51, 0.5);
	parts(-DBL_MAX, -DBL_MAX, -0.0);
	parts(INFINITY, INFINITY, 0.0);
	parts(-INFINITY, -INFINITY, -0.0);
	parts(NAN, NAN, NAN);
	other_types();
	CHECK_RAISES(modf(dv(2.5), &whole), SERIOUS, 0);
	fesetround(FE_UPWARD);
	parts(-7.125, -7.0, -0.125);
	fesetround(FE_DOWNWARD);
	parts(-7.125, -7.0, -0.125);
	fesetround(FE_TONEAREST);
	return check_status();
}

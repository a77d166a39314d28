/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.6.4 frexp, 7.12.6.6 ldexp, F.10.3.4, F.10.3.6: exact, also for numbers below the normal range */
#include "floats.h"

static void parts(double x, double significand, int exponent)
{
	int got = 12345;

	CHECK_LDBL(frexp(dv(x), &got), significand);
	CHECK_INT(got, exponent);
	CHECK_LDBL(ldexp(dv(significand), exponent), x);
}

static void special_values(void)
{
	int exponent = 12345;

	CHECK_LDBL(frexp(dv(-0.0), &exponent), -0.0);
	CHECK_INT(exponent, 0);
	CHECK_LDBL(frexp(dv(-INFINITY), &exponent), -INFINITY);
	CHECK(isnan(frexp(dv(NAN), &exponent)));
	CHECK_LDBL(ldexp(dv(-0.0), 1000), -0.0);
	CHECK_LDBL(ldexp(dv(INFINITY), -5000), INFINITY);
	CHECK(isnan(ldexp(dv(NAN), 3)));
	CHECK_LDBL(ldexp(dv(1.5), 0), 1.5);
}

int main(void)
{
	int exponent;

	parts(1.0, 0.5, 1);
	parts(-3.0, -0.75, 2);
	parts(DBL_MAX, 0x1.fffffffffffffp-1, 1024);
	parts(DBL_MIN, 0.5, -1021);
	parts(0x1p-1074, 0.5, -1073);
	parts(-0x1.8p-1073, -0.75, -1072);
	parts(0x0.fffffffffffffp-1022, 0x1.ffffffffffffep-1, -1022);
	special_values();
	CHECK_LDBL(frexpf(fv(0x1p-149f), &exponent), 0.5f);
	CHECK_INT(exponent, -148);
	CHECK_LDBL(ldexpf(fv(0.5f), -148), 0x1p-149f);
	CHECK_LDBL(frexpl(lv(LDBL_MIN), &exponent), 0.5L);
	CHECK_INT(exponent, LDBL_MIN_EXP);
	CHECK_LDBL(ldexpl(lv(0.5L), LDBL_MIN_EXP - LDBL_MANT_DIG + 1), LDBL_MIN * LDBL_EPSILON);
	CHECK_LDBL(frexpl(lv(LDBL_MIN * LDBL_EPSILON), &exponent), 0.5L);
	CHECK_INT(exponent, LDBL_MIN_EXP - LDBL_MANT_DIG + 1);
	CHECK_RAISES(frexp(dv(0x1p-1074), &exponent), EVERY, 0);
	return check_status();
}

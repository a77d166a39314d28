/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.6.3 fegetround, fesetround, F.7.3: each of the four modes decides about +, -, *, / and conversions */
#include "floats.h"

struct results {
	int mode;
	double third, minus_third, one_plus, sum_of_opposites;
	float to_float;
};

static const struct results RESULTS[] = {
	{FE_TONEAREST, 0x1.5555555555555p-2, -0x1.5555555555555p-2, 1.0, 0.0, 0x1.99999ap-4f},
	{FE_UPWARD, 0x1.5555555555556p-2, -0x1.5555555555555p-2, 0x1.0000000000001p0, 0.0, 0x1.99999ap-4f},
	{FE_DOWNWARD, 0x1.5555555555555p-2, -0x1.5555555555556p-2, 1.0, -0.0, 0x1.999998p-4f},
	{FE_TOWARDZERO, 0x1.5555555555555p-2, -0x1.5555555555555p-2, 1.0, 0.0, 0x1.999998p-4f},
};

static void in_mode(const struct results *r)
{
	CHECK_INT(fesetround(r->mode), 0);
	CHECK_INT(fegetround(), r->mode);
	CHECK_LDBL(dv(1.0) / dv(3.0), r->third);
	CHECK_LDBL(dv(-1.0) / dv(3.0), r->minus_third);
	CHECK_LDBL(dv(1.0) + dv(0x1p-60), r->one_plus);
	CHECK_LDBL(dv(1.5) + dv(-1.5), r->sum_of_opposites);
	CHECK_LDBL((float)dv(0x1.9999999999999p-4), r->to_float);
	CHECK_INT((int)dv(-2.75), -2); /* a cast drops the fraction in every mode */
	CHECK_LDBL((double)(long long)dv(0x1p52), 0x1p52);
}

static void long_double_follows_too(void)
{
	fesetround(FE_UPWARD);
	CHECK_LDBL(lv(1.0L) + lv(LDBL_EPSILON / 4), 1.0L + LDBL_EPSILON);
	fesetround(FE_DOWNWARD);
	CHECK_LDBL(lv(1.0L) - lv(LDBL_EPSILON / 16), 1.0L - LDBL_EPSILON / 2);
	fesetround(FE_TONEAREST);
	CHECK_LDBL(lv(1.0L) + lv(LDBL_EPSILON / 4), 1.0L);
}

int main(void)
{
	CHECK_INT(fegetround(), FE_TONEAREST); /* F.8.1: at the start of a program */
	CHECK_INT(fetestexcept(FE_ALL_EXCEPT), 0);
	for (int i = 0; i < 4; i++)
		in_mode(&RESULTS[i]);
	CHECK(fesetround(0x7654321) != 0);
	CHECK_INT(fegetround(), FE_TOWARDZERO); /* a refused mode changes nothing */
	long_double_follows_too();
	return check_status();
}

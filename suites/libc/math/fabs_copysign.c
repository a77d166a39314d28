/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.7.2 fabs, 7.12.11.1 copysign, F.10.4.2, F.10.8.1: only the sign bit changes, of NaN and zero too */
#include "floats.h"

static void fabs_clears_the_sign(void)
{
	CHECK_LDBL(fabs(dv(-0.0)), 0.0);
	CHECK_LDBL(fabs(dv(-INFINITY)), INFINITY);
	CHECK_LDBL(fabs(dv(-0x1p-1074)), 0x1p-1074);
	CHECK_LDBL(fabs(dv(-DBL_MAX)), DBL_MAX);
	CHECK_LDBL(fabsf(fv(-0x1p-149f)), 0x1p-149f);
	CHECK_LDBL(fabsf(fv(-0.0f)), 0.0f);
	CHECK_LDBL(fabsl(lv(-LDBL_MAX)), LDBL_MAX);
	CHECK_LDBL(fabsl(lv(-0.0L)), 0.0L);
	CHECK(isnan(fabs(dv(NAN))));
	CHECK(!signbit(fabs(copysign(dv(NAN), -1.0))));
}

static void copysign_takes_the_sign_of_the_second(void)
{
	CHECK_LDBL(copysign(dv(3.5), dv(-0.0)), -3.5);
	CHECK_LDBL(copysign(dv(-3.5), dv(0.0)), 3.5);
	CHECK_LDBL(copysign(dv(0.0), dv(-INFINITY)), -0.0);
	CHECK_LDBL(copysign(dv(-INFINITY), dv(0x1p-1074)), INFINITY);
	CHECK_LDBL(copysignf(fv(1.5f), fv(-2.0f)), -1.5f);
	CHECK_LDBL(copysignl(lv(0.0L), lv(-1.0L)), -0.0L);
	CHECK(signbit(copysign(dv(NAN), -1.0)));
	CHECK(!signbit(copysign(dv(NAN), 1.0)));
	CHECK(signbit(copysignl(lv(NAN), -1.0L)));
	CHECK_LDBL(copysign(dv(2.0), copysign(dv(NAN), -1.0)), -2.0);
}

int main(void)
{
	fabs_clears_the_sign();
	copysign_takes_the_sign_of_the_second();
	CHECK_RAISES(fabs(dv(NAN)), EVERY, 0);
	CHECK_RAISES(copysign(dv(NAN), -1.0), EVERY, 0);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.7.4 pow, F.10.4.4: every special value of the list, signs of zeros and infinities, near values within an ulp */
#include "floats.h"

static void zero_base(void)
{
	CHECK_LDBL(pow(dv(0.0), dv(-3.0)), INFINITY);
	CHECK_LDBL(pow(dv(-0.0), dv(-3.0)), -INFINITY);
	CHECK_LDBL(pow(dv(-0.0), dv(-2.0)), INFINITY);
	CHECK_LDBL(pow(dv(-0.0), dv(-0.5)), INFINITY);
	CHECK_LDBL(pow(dv(-0.0), dv(-INFINITY)), INFINITY);
	CHECK_LDBL(pow(dv(-0.0), dv(3.0)), -0.0);
	CHECK_LDBL(pow(dv(-0.0), dv(4.0)), 0.0);
	CHECK_LDBL(pow(dv(-0.0), dv(0.5)), 0.0);
	CHECK_LDBL(pow(dv(-0.0), dv(0x1.fffffffffffffp52)), -0.0); /* the largest odd */
	CHECK_LDBL(pow(dv(-0.0), dv(0x1p53)), 0.0);
}

static void one_and_nan(void)
{
	CHECK_LDBL(pow(dv(1.0), dv(NAN)), 1.0);
	CHECK_LDBL(pow(dv(1.0), dv(-INFINITY)), 1.0);
	CHECK_LDBL(pow(dv(NAN), dv(0.0)), 1.0);
	CHECK_LDBL(pow(dv(NAN), dv(-0.0)), 1.0);
	CHECK_LDBL(pow(dv(-INFINITY), dv(0.0)), 1.0);
	CHECK_LDBL(pow(dv(-1.0), dv(INFINITY)), 1.0);
	CHECK_LDBL(pow(dv(-1.0), dv(-INFINITY)), 1.0);
	CHECK(isnan(pow(dv(NAN), dv(1.0))));
	CHECK(isnan(pow(dv(2.0), dv(NAN))));
	CHECK(isnan(pow(dv(-2.0), dv(0.5))));
}

static void infinities(void)
{
	CHECK_LDBL(pow(dv(0.5), dv(-INFINITY)), INFINITY);
	CHECK_LDBL(pow(dv(-2.0), dv(-INFINITY)), 0.0);
	CHECK_LDBL(pow(dv(-0.5), dv(INFINITY)), 0.0);
	CHECK_LDBL(pow(dv(-2.0), dv(INFINITY)), INFINITY);
	CHECK_LDBL(pow(dv(-INFINITY), dv(-3.0)), -0.0);
	CHECK_LDBL(pow(dv(-INFINITY), dv(-2.0)), 0.0);
	CHECK_LDBL(pow(dv(-INFINITY), dv(3.0)), -INFINITY);
	CHECK_LDBL(pow(dv(-INFINITY), dv(2.5)), INFINITY);
	CHECK_LDBL(pow(dv(INFINITY), dv(-0.1)), 0.0);
	CHECK_LDBL(pow(dv(INFINITY), dv(0.1)), INFINITY);
	CHECK_LDBL(powf(fv(-INFINITY), fv(3.0f)), -INFINITY);
	CHECK_LDBL(powl(lv(-0.0L), lv(-3.0L)), -INFINITY);
}

static void ordinary_values(void)
{
	CHECK_LDBL(pow(dv(2.0), dv(-1074.0)), 0x1p-1074);
	CHECK_LDBL(pow(dv(-3.0), dv(3.0)), -27.0);
	CHECK_LDBL(pow(dv(-2.0), dv(1023.0)), -0x1p1023);
	CHECK_LDBL(powf(fv(3.0f), fv(4.0f)), 81.0f);
	CHECK_LDBL(powl(lv(2.0L), lv(-10.0L)), 0x1p-10L);
	CHECK_ULPS(pow(dv(3.0), dv(0.5)), 0x1.bb67ae8584caap+0, 1);
	CHECK_ULPS(pow(dv(10.0), dv(-5.0)), 0x1.4f8b588e368f1p-17, 1);
	CHECK_ULPS(pow(dv(1.1), dv(10.0)), 0x1.4bffc0c03023ep+1, 1);
	CHECK_ULPS(pow(dv(0.1), dv(-20.0)), 0x1.5af1d78b58c39p+66, 1);
	CHECK_LDBL(pow(dv(-10.0), dv(309.0)), -INFINITY);
	CHECK_LDBL(pow(dv(-0.1), dv(401.0)), -0.0);
}

int main(void)
{
	zero_base();
	one_and_nan();
	infinities();
	ordinary_values();
	CHECK_RAISES(pow(dv(-0.0), dv(-3.0)), SERIOUS, FE_DIVBYZERO);
	CHECK_RAISES(pow(dv(0.0), dv(-0.5)), SERIOUS, FE_DIVBYZERO);
	CHECK_RAISES(pow(dv(-2.0), dv(0.5)), SERIOUS, FE_INVALID);
	CHECK_RAISES(pow(dv(10.0), dv(309.0)), SERIOUS, FE_OVERFLOW);
	CHECK_RAISES(pow(dv(10.0), dv(-400.0)), SERIOUS | FE_UNDERFLOW, FE_UNDERFLOW);
	CHECK_RAISES(pow(dv(1.0), dv(NAN)), SERIOUS, 0);
	CHECK_RAISES(pow(dv(INFINITY), dv(2.0)), SERIOUS, 0);
	return check_status();
}

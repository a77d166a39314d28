/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.6.7 log, log10, log1p, log2, F.10.3.7..10: poles, domain errors, exact powers of two, near values within an ulp */
#include "floats.h"

static void special_values(void)
{
	CHECK_LDBL(log(dv(1.0)), 0.0);
	CHECK_LDBL(log(dv(0.0)), -INFINITY);
	CHECK_LDBL(log(dv(-0.0)), -INFINITY);
	CHECK_LDBL(log(dv(INFINITY)), INFINITY);
	CHECK(isnan(log(dv(-1.0))));
	CHECK_LDBL(log10(dv(1.0)), 0.0);
	CHECK_LDBL(log10(dv(-0.0)), -INFINITY);
	CHECK(isnan(log10(dv(-INFINITY))));
	CHECK_LDBL(log1p(dv(-0.0)), -0.0);
	CHECK_LDBL(log1p(dv(-1.0)), -INFINITY);
	CHECK(isnan(log1p(dv(-1.5))));
	CHECK_LDBL(log1p(dv(INFINITY)), INFINITY);
	CHECK_LDBL(log2(dv(1.0)), 0.0);
	CHECK_LDBL(log2f(fv(-0.0f)), -INFINITY);
	CHECK_LDBL(logl(lv(1.0L)), 0.0L);
	CHECK(isnan(logf(fv(-0x1p-149f))));
}

static void powers_of_two_are_exact(void)
{
	for (int n = -1074; n < 1024; n++)
		if (!CHECK_LDBL(log2(ldexp(dv(1.0), n)), n))
			return;
	for (int n = -149; n < 128; n++)
		if (!CHECK_LDBL(log2f(ldexpf(fv(1.0f), n)), n))
			return;
}

static void near_values(void)
{
	CHECK_ULPS(log(dv(3.0)), 0x1.193ea7aad030bp+0, 1);
	CHECK_ULPS(log(dv(0.5)), -0x1.62e42fefa39efp-1, 1);
	CHECK_ULPS(log(dv(100.0)), 0x1.26bb1bbb55516p+2, 1);
	CHECK_ULPS(log(dv(1 + DBL_EPSILON)), 0x1.fffffffffffffp-53, 1);
	CHECK_ULPS(log10(dv(0.5)), -0x1.34413509f79ffp-2, 2);
	CHECK_ULPS(log10(dv(100.0)), 2.0, 1);
	CHECK_ULPS(log2(dv(10.0)), 0x1.a934f0979a371p+1, 1);
	CHECK_ULPS(log1p(dv(1e-10)), 0x1.b7cdfd9d1d693p-34, 1);
	CHECK_ULPS(log1p(dv(10.0)), 0x1.32ee3b77f374cp+1, 1);
	CHECK_ULPS((double)logl(lv(10.0L)), 0x1.26bb1bbb55516p+1, 0.6);
	CHECK(fabsf(logf(fv(10.0f)) - 0x1.26bb1cp+1f) <= 0x1p-22f);
}

int main(void)
{
	special_values();
	powers_of_two_are_exact();
	near_values();
	CHECK_RAISES(log(dv(0.0)), SERIOUS, FE_DIVBYZERO);
	CHECK_RAISES(log(dv(-1.0)), SERIOUS, FE_INVALID);
	CHECK_RAISES(log(dv(-INFINITY)), SERIOUS, FE_INVALID);
	CHECK_RAISES(log10(dv(-0.0)), SERIOUS, FE_DIVBYZERO);
	CHECK_RAISES(log2(dv(-2.0)), SERIOUS, FE_INVALID);
	CHECK_RAISES(log1p(dv(-1.0)), SERIOUS, FE_DIVBYZERO);
	CHECK_RAISES(log1p(dv(-2.0)), SERIOUS, FE_INVALID);
	CHECK_RAISES(logf(fv(0.0f)), SERIOUS, FE_DIVBYZERO);
	CHECK_RAISES(log(dv(INFINITY)), SERIOUS, 0);
	CHECK_RAISES(log(dv(NAN)), SERIOUS, 0);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.13.1 fma, F.10.10.1: one rounding for product and sum, invalid for zero times infinity */
#include "floats.h"

static void only_one_rounding(void)
{
	/* (1 + e)(1 - e) - 1 is -e*e: a product rounded first would give zero. */
	CHECK_LDBL(fma(dv(1 + DBL_EPSILON), dv(1 - DBL_EPSILON), dv(-1.0)), -0x1p-104);
	CHECK_LDBL(fmaf(fv(1 + FLT_EPSILON), fv(1 - FLT_EPSILON), fv(-1.0f)), -0x1p-46f);
	CHECK_LDBL(fmal(lv(1 + LDBL_EPSILON), lv(1 - LDBL_EPSILON), lv(-1.0L)), -(LDBL_EPSILON * LDBL_EPSILON));
	/* The product alone overflows. */
	CHECK_LDBL(fma(dv(0x1p600), dv(0x1p600), dv(-INFINITY)), -INFINITY);
	CHECK_LDBL(fma(dv(0x1p512), dv(0x1p512), dv(-DBL_MAX)), 0x1p971);
	/* A tie that only the third operand's tail breaks. */
	CHECK_LDBL(fma(dv(0x1.0000000000001p0), dv(0x1.8p0), dv(0x1p-1074)), 0x1.8000000000002p0);
	CHECK_LDBL(fma(dv(0x1.0000000000001p0), dv(0x1.8p0), dv(-0x1p-1074)), 0x1.8000000000001p0);
	/* Results below the normal numbers are rounded once too. */
	CHECK_LDBL(fma(dv(0x1p-537), dv(0x1.8p-537), dv(0x1p-1074)), 0x1p-1073);
	CHECK_LDBL(fmaf(fv(0x1p-100f), fv(0x1p-49f), fv(0x1p-149f)), 0x1p-148f);
}

static void zeros_and_infinities(void)
{
	CHECK_LDBL(fma(dv(0.0), dv(-1.0), dv(-0.0)), -0.0);
	CHECK_LDBL(fma(dv(0.0), dv(-1.0), dv(0.0)), 0.0);
	CHECK_LDBL(fma(dv(2.0), dv(3.0), dv(-6.0)), 0.0);
	CHECK_LDBL(fma(dv(INFINITY), dv(2.0), dv(DBL_MAX)), INFINITY);
	CHECK(isnan(fma(dv(INFINITY), dv(0.0), dv(1.0))));
	CHECK(isnan(fma(dv(INFINITY), dv(1.0), dv(-INFINITY))));
	CHECK_RAISES(fma(dv(0.0), dv(-INFINITY), dv(1.0)), SERIOUS, FE_INVALID);
	CHECK_RAISES(fma(dv(INFINITY), dv(-1.0), dv(INFINITY)), SERIOUS, FE_INVALID);
	CHECK_RAISES(fmaf(fv(INFINITY), fv(0.0f), fv(0.0f)), SERIOUS, FE_INVALID);
	CHECK_RAISES(fma(dv(NAN), dv(1.0), dv(2.0)), SERIOUS, 0);
}

static void follows_the_rounding_mode(void)
{
	fesetround(FE_UPWARD);
	CHECK_LDBL(fma(dv(1.0), dv(1.0), dv(0x1p-1074)), 0x1.0000000000001p0);
	CHECK_LDBL(fmaf(fv(1.0f), fv(1.0f), fv(0x1p-149f)), 0x1.000002p0f);
	fesetround(FE_DOWNWARD);
	CHECK_LDBL(fma(dv(1.0), dv(1.0), dv(-0x1p-1074)), 0x1.fffffffffffffp-1);
	CHECK_LDBL(fma(dv(2.0), dv(3.0), dv(-6.0)), -0.0);
	fesetround(FE_TONEAREST);
}

int main(void)
{
	only_one_rounding();
	zeros_and_infinities();
	follows_the_rounding_mode();
	return check_status();
}

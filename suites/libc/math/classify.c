/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.3 classification macros, 7.12.14 comparison macros, F.10.11: every class in each type; comparing a quiet NaN is silent */
#include "floats.h"

#define CLASS(x, kind)                                                                                                             \
	do {                                                                                                                       \
		CHECK_INT(fpclassify(x), (kind));                                                                                  \
		CHECK_INT(!!isnan(x), (kind) == FP_NAN);                                                                           \
		CHECK_INT(!!isinf(x), (kind) == FP_INFINITE);                                                                      \
		CHECK_INT(!!isfinite(x), (kind) != FP_NAN && (kind) != FP_INFINITE);                                               \
		CHECK_INT(!!isnormal(x), (kind) == FP_NORMAL);                                                                     \
	} while (0)

static void classes(void)
{
	CLASS(dv(0.0), FP_ZERO);
	CLASS(dv(-0.0), FP_ZERO);
	CLASS(dv(0x1p-1074), FP_SUBNORMAL);
	CLASS(dv(-0x0.fffffffffffffp-1022), FP_SUBNORMAL);
	CLASS(dv(DBL_MIN), FP_NORMAL);
	CLASS(dv(DBL_MAX), FP_NORMAL);
	CLASS(dv(-INFINITY), FP_INFINITE);
	CLASS(dv(NAN), FP_NAN);
	CLASS(fv(0x1p-149f), FP_SUBNORMAL);
	CLASS(fv(FLT_MIN), FP_NORMAL);
	CLASS(fv(-INFINITY), FP_INFINITE);
	CLASS(lv(LDBL_MIN), FP_NORMAL);
	CLASS(lv(LDBL_MIN / 2), FP_SUBNORMAL);
	CLASS(lv(-0.0L), FP_ZERO);
	CLASS(lv(NAN), FP_NAN);
	CHECK(signbit(dv(-0.0)) && !signbit(dv(0.0)));
	CHECK(signbit(fv(-INFINITY)) && signbit(lv(-0.0L)));
	CHECK(signbit(-dv(NAN)) != signbit(dv(NAN)));
}

static int silent(double x, double y)
{
	return isgreater(x, y) | isgreaterequal(x, y) << 1 | isless(x, y) << 2 | islessequal(x, y) << 3 |
	       islessgreater(x, y) << 4 | isunordered(x, y) << 5;
}

int main(void)
{
	classes();
	CHECK_INT(silent(dv(2.0), dv(1.0)), 0x13);
	CHECK_INT(silent(dv(1.0), dv(1.0)), 0x0a);
	CHECK_INT(silent(dv(-INFINITY), dv(0.0)), 0x1c);
	CHECK_INT(silent(dv(-0.0), dv(0.0)), 0x0a);
	CHECK_INT(silent(dv(NAN), dv(0.0)), 0x20);
	CHECK_INT(silent(dv(1.0), dv(NAN)), 0x20);
	CHECK_RAISES(silent(dv(NAN), dv(NAN)), EVERY, 0);
	CHECK_RAISES(dv(NAN) < dv(1.0), FE_INVALID, FE_INVALID);
	CHECK_RAISES(dv(NAN) == dv(1.0), FE_INVALID, 0);
	return check_status();
}

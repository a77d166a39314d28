/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.11.3 nextafter, 7.12.11.4 nexttoward, F.10.8.3, F.10.8.4: the neighbour, through zero and up to infinity */
#include "floats.h"

static void doubles(void)
{
	CHECK_LDBL(nextafter(dv(1.0), dv(2.0)), 1 + DBL_EPSILON);
	CHECK_LDBL(nextafter(dv(1.0), dv(-2.0)), 1 - DBL_EPSILON / 2);
	CHECK_LDBL(nextafter(dv(0.0), dv(1.0)), 0x1p-1074);
	CHECK_LDBL(nextafter(dv(0.0), dv(-1.0)), -0x1p-1074);
	CHECK_LDBL(nextafter(dv(-0x1p-1074), dv(1.0)), -0.0);
	CHECK_LDBL(nextafter(dv(0.0), dv(-0.0)), -0.0); /* equal: the second */
	CHECK_LDBL(nextafter(dv(-0.0), dv(0.0)), 0.0);
	CHECK_LDBL(nextafter(dv(DBL_MAX), dv(INFINITY)), INFINITY);
	CHECK_LDBL(nextafter(dv(INFINITY), dv(0.0)), DBL_MAX);
	CHECK_LDBL(nextafter(dv(-1.5), dv(-1.5)), -1.5);
	CHECK_LDBL(nextafter(dv(0x1.fffffffffffffp0), dv(3.0)), 2.0);
	CHECK_LDBL(nextafter(dv(DBL_MIN), dv(0.0)), 0x0.fffffffffffffp-1022);
	CHECK(isnan(nextafter(dv(NAN), dv(1.0))));
	CHECK(isnan(nextafter(dv(1.0), dv(NAN))));
}

static void other_types(void)
{
	CHECK_LDBL(nextafterf(fv(1.0f), fv(2.0f)), 1 + FLT_EPSILON);
	CHECK_LDBL(nextafterf(fv(-0.0f), fv(-1.0f)), -0x1p-149f);
	CHECK_LDBL(nextafterl(lv(1.0L), lv(2.0L)), 1 + LDBL_EPSILON);
	CHECK_LDBL(nextafterl(lv(LDBL_MAX), lv(INFINITY)), INFINITY);
	/* nexttoward takes a direction finer than its own type. */
	CHECK_LDBL(nexttoward(dv(1.0), lv(1.0L + LDBL_EPSILON)), 1 + DBL_EPSILON);
	CHECK_LDBL(nexttowardf(fv(1.0f), lv(1.0L - LDBL_EPSILON)), 1 - FLT_EPSILON / 2);
	CHECK_LDBL(nexttoward(dv(0.0), lv(-LDBL_MIN)), -0x1p-1074);
	CHECK_LDBL(nexttoward(dv(0.0), lv(-0.0L)), -0.0);
}

int main(void)
{
	doubles();
	other_types();
	CHECK_RAISES(nextafter(dv(DBL_MAX), dv(INFINITY)), SERIOUS, FE_OVERFLOW);
	CHECK_RAISES(nextafterf(fv(-FLT_MAX), fv(-INFINITY)), SERIOUS, FE_OVERFLOW);
	CHECK_RAISES(nextafter(dv(0.0), dv(1.0)), FE_UNDERFLOW | SERIOUS, FE_UNDERFLOW);
	CHECK_RAISES(nextafter(dv(1.0), dv(2.0)), EVERY, 0);
	return check_status();
}

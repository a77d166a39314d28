/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 5.2.4.2.2 <float.h>, F.2: the limits describe IEC 60559 binary32 and binary64, and agree with run-time arithmetic */
#include "floats.h"

static void limits_are_iec_60559(void)
{
	CHECK_INT(FLT_RADIX, 2);
	CHECK_INT(FLT_MANT_DIG, 24);
	CHECK_INT(DBL_MANT_DIG, 53);
	CHECK(LDBL_MANT_DIG >= 53);
	CHECK_INT(FLT_MAX_EXP, 128);
	CHECK_INT(DBL_MIN_EXP, -1021);
	CHECK_INT(DBL_MAX_10_EXP, 308);
	CHECK_INT(DBL_DIG, 15);
	CHECK_INT(DBL_DECIMAL_DIG, 17);
	CHECK_INT(FLT_DECIMAL_DIG, 9);
	CHECK(DECIMAL_DIG >= DBL_DECIMAL_DIG);
	CHECK_LDBL(FLT_TRUE_MIN, 0x1p-149f);
	CHECK_LDBL(DBL_TRUE_MIN, 0x1p-1074);
	CHECK_INT(FLT_HAS_SUBNORM, 1);
	CHECK_INT(DBL_HAS_SUBNORM, 1);
	CHECK_LDBL(DBL_EPSILON, 0x1p-52);
	CHECK_LDBL(DBL_MAX, 0x1.fffffffffffffp1023);
}

static void arithmetic_agrees(void)
{
	CHECK(dv(1.0) + dv(DBL_EPSILON) > dv(1.0));
	CHECK(dv(1.0) + dv(DBL_EPSILON / 2) == dv(1.0));
	CHECK(fv(1.0f) + fv(FLT_EPSILON) > fv(1.0f));
	CHECK(lv(1.0L) + lv(LDBL_EPSILON) > lv(1.0L));
	CHECK(lv(1.0L) + lv(LDBL_EPSILON) / 2 == lv(1.0L));
	CHECK(dv(DBL_TRUE_MIN) > 0.0);
	CHECK_LDBL(dv(DBL_TRUE_MIN) / 2, 0.0);
	CHECK_LDBL(dv(DBL_MAX) * 2, INFINITY);
	CHECK_LDBL(fv(FLT_MIN) / 2, 0x1p-127f); /* no flush to zero */
	CHECK_LDBL(dv(DBL_MIN) * dv(0.5) * dv(2.0), DBL_MIN);
	CHECK(dv(NAN) != dv(NAN));
	CHECK(dv(-0.0) == dv(0.0));
	CHECK_LDBL(1.0 / dv(-0.0), -INFINITY);
}

int main(void)
{
	limits_are_iec_60559();
	arithmetic_agrees();
	CHECK((math_errhandling & MATH_ERREXCEPT) != 0); /* F.10p4 */
	CHECK_LDBL(HUGE_VAL, INFINITY);
	CHECK_LDBL(HUGE_VALF, INFINITY);
	CHECK_LDBL(HUGE_VALL, INFINITY);
	CHECK(isnan(nan("")));
	CHECK(isnan(nanf("1")));
	CHECK(isnan(nanl("")));
	return check_status();
}

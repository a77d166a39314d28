/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.6.13 scalbn and scalbln, F.10.3.13: one rounding at the edge of the range, huge counts, overflow and underflow */
#include "floats.h"
#include <limits.h>

static void one_rounding(void)
{
	CHECK_LDBL(scalbn(dv(1.0), -1074), 0x1p-1074);
	CHECK_LDBL(scalbn(dv(1.0), -1075), 0.0); /* half of the smallest: to even */
	CHECK_LDBL(scalbn(dv(0x1.0000000000001p0), -1075), 0x1p-1074);
	CHECK_LDBL(scalbn(dv(1.5), -1074), 0x1p-1073);
	CHECK_LDBL(scalbn(dv(0x1.7fffffffffffep0), -1073), 0x1.8p-1073);
	/* 0x1.4p-1073 is between 2 and 3 units: a first rounding to 53 bits may not disturb it. */
	CHECK_LDBL(scalbn(dv(0x1.4000000000001p0), -1073), 0x1.8p-1073);
	CHECK_LDBL(scalbn(dv(0x1.4p0), -1073), 0x1p-1073);
	CHECK_LDBL(scalbn(dv(0x1p-1074), 2097), 0x1p1023);
	CHECK_LDBL(scalbnf(fv(0x1p-149f), 276), 0x1p127f);
	CHECK_LDBL(scalbnf(fv(0x1.000002p0f), -150), 0x1p-149f);
	CHECK_LDBL(scalbnl(lv(1.0L), LDBL_MIN_EXP - LDBL_MANT_DIG), LDBL_MIN * LDBL_EPSILON);
}

static void huge_counts(void)
{
	CHECK_LDBL(scalbn(dv(1.0), INT_MAX), INFINITY);
	CHECK_LDBL(scalbn(dv(-1.0), INT_MIN), -0.0);
	CHECK_LDBL(scalbln(dv(-1.0), LONG_MAX), -INFINITY);
	CHECK_LDBL(scalbln(dv(1.0), LONG_MIN), 0.0);
	CHECK_LDBL(scalblnf(fv(1.0f), LONG_MAX), INFINITY);
	CHECK_LDBL(scalbnl(lv(1.0L), INT_MIN), 0.0L);
	CHECK_LDBL(scalbn(dv(0.0), INT_MAX), 0.0);
	CHECK_LDBL(scalbn(dv(-INFINITY), INT_MIN), -INFINITY);
}

int main(void)
{
	one_rounding();
	huge_counts();
	CHECK_RAISES(scalbn(dv(1.0), 1024), SERIOUS, FE_OVERFLOW);
	CHECK_RAISES(scalbn(dv(1.0), 1023), EVERY, 0);
	CHECK_RAISES(scalbn(dv(1.0), -2000), FE_UNDERFLOW | SERIOUS, FE_UNDERFLOW);
	CHECK_RAISES(scalbnf(fv(3.0f), 127), SERIOUS, FE_OVERFLOW);
	fesetround(FE_UPWARD);
	CHECK_LDBL(scalbn(dv(1.0), -1100), 0x1p-1074);
	CHECK_LDBL(scalbn(dv(-1.0), 5000), -DBL_MAX);
	fesetround(FE_TONEAREST);
	return check_status();
}

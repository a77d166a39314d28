/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.6.5 ilogb, 7.12.6.11 logb, F.10.3.5, F.10.3.11: the exponent as if the range had no lower end, and the special values */
#include "floats.h"
#include <limits.h>

int main(void)
{
	CHECK_LDBL(logb(dv(1.0)), 0.0);
	CHECK_LDBL(logb(dv(-0x1.fp3)), 3.0);
	CHECK_LDBL(logb(dv(0x1p-1074)), -1074.0);
	CHECK_LDBL(logb(dv(0x0.8p-1022)), -1023.0);
	CHECK_LDBL(logb(dv(DBL_MAX)), 1023.0);
	CHECK_LDBL(logb(dv(-INFINITY)), INFINITY);
	CHECK_LDBL(logb(dv(0.0)), -INFINITY);
	CHECK(isnan(logb(dv(NAN))));
	CHECK_LDBL(logbf(fv(0x1p-149f)), -149.0f);
	CHECK_LDBL(logbl(lv(LDBL_MIN)), LDBL_MIN_EXP - 1);
	CHECK_INT(ilogb(dv(1.0)), 0);
	CHECK_INT(ilogb(dv(0x1.fffffffffffffp-1)), -1);
	CHECK_INT(ilogb(dv(0x1p-1074)), -1074);
	CHECK_INT(ilogb(dv(DBL_MAX)), 1023);
	CHECK_INT(ilogb(dv(0.0)), FP_ILOGB0);
	CHECK_INT(ilogb(dv(NAN)), FP_ILOGBNAN);
	CHECK_INT(ilogb(dv(-INFINITY)), INT_MAX);
	CHECK_INT(ilogbf(fv(0x1p-149f)), -149);
	CHECK_INT(ilogbf(fv(0.0f)), FP_ILOGB0);
	CHECK_INT(ilogbl(lv(LDBL_MAX)), LDBL_MAX_EXP - 1);
	CHECK_INT(ilogbl(lv(LDBL_MIN * LDBL_EPSILON)), LDBL_MIN_EXP - LDBL_MANT_DIG);
	CHECK_RAISES(logb(dv(0.0)), SERIOUS, FE_DIVBYZERO);
	CHECK_RAISES(logb(dv(INFINITY)), SERIOUS, 0);
	CHECK_RAISES(ilogb(dv(0.0)), SERIOUS, FE_INVALID);
	CHECK_RAISES(ilogb(dv(NAN)), SERIOUS, FE_INVALID);
	CHECK_RAISES(ilogb(dv(INFINITY)), SERIOUS, FE_INVALID);
	CHECK_RAISES(ilogb(dv(0x1p-1074)), SERIOUS, 0);
	return check_status();
}

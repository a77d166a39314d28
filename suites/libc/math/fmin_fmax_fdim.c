/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.12 fdim, fmax, fmin, F.10.9: a NaN is missing data for fmax and fmin, and contagious for fdim */
#include "floats.h"

int main(void)
{
	CHECK_LDBL(fmax(dv(1.0), dv(2.0)), 2.0);
	CHECK_LDBL(fmax(dv(-1.0), dv(-INFINITY)), -1.0);
	CHECK_LDBL(fmax(dv(NAN), dv(-3.0)), -3.0);
	CHECK_LDBL(fmax(dv(-3.0), dv(NAN)), -3.0);
	CHECK(isnan(fmax(dv(NAN), dv(NAN))));
	CHECK(fmax(dv(-0.0), dv(0.0)) == 0.0);
	CHECK_LDBL(fmaxf(fv(NAN), fv(0x1p-149f)), 0x1p-149f);
	CHECK_LDBL(fmaxl(lv(LDBL_MAX), lv(NAN)), LDBL_MAX);
	CHECK_LDBL(fmin(dv(1.0), dv(2.0)), 1.0);
	CHECK_LDBL(fmin(dv(INFINITY), dv(DBL_MAX)), DBL_MAX);
	CHECK_LDBL(fmin(dv(NAN), dv(7.0)), 7.0);
	CHECK_LDBL(fmin(dv(7.0), dv(NAN)), 7.0);
	CHECK(isnan(fmin(dv(NAN), dv(NAN))));
	CHECK_LDBL(fminf(fv(-1.0f), fv(NAN)), -1.0f);
	CHECK_LDBL(fminl(lv(-1.0L), lv(-2.0L)), -2.0L);
	CHECK_RAISES(fmax(dv(NAN), dv(1.0)), SERIOUS, 0);
	CHECK_RAISES(fmin(dv(1.0), dv(NAN)), SERIOUS, 0);
	CHECK_LDBL(fdim(dv(5.0), dv(3.0)), 2.0);
	CHECK_LDBL(fdim(dv(3.0), dv(5.0)), 0.0);
	CHECK_LDBL(fdim(dv(INFINITY), dv(INFINITY)), 0.0);
	CHECK_LDBL(fdim(dv(1.0), dv(-INFINITY)), INFINITY);
	CHECK_LDBL(fdim(dv(0x1p-1074), dv(-0x1p-1074)), 0x1p-1073);
	CHECK_LDBL(fdimf(fv(1.5f), fv(0.25f)), 1.25f);
	CHECK_LDBL(fdiml(lv(-1.0L), lv(-1.5L)), 0.5L);
	CHECK(isnan(fdim(dv(NAN), dv(1.0))));
	CHECK(isnan(fdim(dv(1.0), dv(NAN))));
	CHECK_RAISES(fdim(dv(DBL_MAX), dv(-DBL_MAX)), SERIOUS, FE_OVERFLOW);
	return check_status();
}

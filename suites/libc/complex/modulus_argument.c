/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.3.8.1 cabs, 7.3.9.1 carg, G.6: as hypot and atan2, without undue overflow */
#include "floats.h"
#include <complex.h>

static double complex pair(double re, double im)
{
	union {
		double parts[2];
		double complex z;
	} u = {{re, im}};

	return u.z;
}

int main(void)
{
	CHECK_ULPS(cabs(pair(dv(3.0), dv(-4.0))), 5.0, 1);
	CHECK_ULPS(cabs(pair(dv(0x1.8p1000), dv(0x1p1001))), 0x1.4p1001, 1);
	CHECK_LDBL(cabs(pair(dv(-INFINITY), dv(NAN))), INFINITY);
	CHECK_LDBL(cabs(pair(dv(NAN), dv(INFINITY))), INFINITY);
	CHECK(isnan(cabs(pair(dv(NAN), dv(0.0)))));
	CHECK_LDBL(cabs(pair(dv(-0.0), dv(-0.0))), 0.0);
	CHECK_ULPS(carg(pair(dv(-1.0), dv(0.0))), 0x1.921fb54442d18p+1, 1);
	CHECK_ULPS(carg(pair(dv(-1.0), dv(-0.0))), -0x1.921fb54442d18p+1, 1);
	CHECK_ULPS(carg(pair(dv(0.0), dv(1.0))), 0x1.921fb54442d18p+0, 1);
	CHECK_ULPS(carg(pair(dv(-2.0), dv(-2.0))), -0x1.2d97c7f3321d2p+1, 1);
	CHECK_LDBL(carg(pair(dv(1.0), dv(-0.0))), -0.0);
	CHECK_ULPS(carg(pair(dv(INFINITY), dv(-INFINITY))), -0x1.921fb54442d18p-1, 1);
	CHECK_LDBL(cabsf(3.0f + 4.0f * I), 5.0f);
	CHECK_LDBL(cabsl(5.0L - 12.0L * I), 13.0L);
	CHECK_RAISES(cabs(pair(dv(DBL_MAX), dv(DBL_MAX))), SERIOUS, FE_OVERFLOW);
	return check_status();
}

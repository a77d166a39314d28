/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX j0, y0 (XSI): values at zero and infinity, domain and pole errors, near values, the Wronskian identity */
#define _XOPEN_SOURCE 700
#include "floats.h"

int main(void)
{
	CHECK_LDBL(j0(dv(0.0)), 1.0);
	CHECK_LDBL(j1(dv(0.0)), 0.0);
	CHECK_LDBL(jn(5, dv(0.0)), 0.0);
	CHECK_LDBL(j0(dv(INFINITY)), 0.0);
	CHECK_LDBL(y0(dv(INFINITY)), 0.0);
	CHECK(y0(dv(0.0)) == -INFINITY);
	CHECK(y1(dv(0.0)) == -INFINITY);
	CHECK(yn(2, dv(0.0)) == -INFINITY);
	CHECK(isnan(j0(dv(NAN))));
	CHECK(isnan(yn(1, dv(NAN))));
	CHECK_ULPS(j0(dv(1.0)), 0x1.87c7fdbd7b8f0p-1, 8);
	CHECK_ULPS(j0(dv(5.0)), -0x1.6bb7db255cb89p-3, 16);
	CHECK_ULPS(j1(dv(1.0)), 0x1.c29c9ee970c6cp-2, 8);
	CHECK_ULPS(jn(2, dv(3.0)), 0x1.f1c1e84c59ec7p-2, 8);
	CHECK_LDBL(jn(0, dv(2.5)), j0(dv(2.5)));
	CHECK_LDBL(jn(1, dv(2.5)), j1(dv(2.5)));
	CHECK_LDBL(jn(-3, dv(2.5)), -jn(3, dv(2.5)));
	for (double x = 0.5; x < 40.0; x += 1.7) { /* J1 Y0 - J0 Y1 = 2 / (pi x) */
		double wronskian = j1(dv(x)) * y0(dv(x)) - j0(dv(x)) * y1(dv(x));

		if (!CHECK(fabs(wronskian * x - 0x1.45f306dc9c883p-1) < 1e-13))
			break;
	}
	CHECK(isnan(y0(dv(-1.0))) || y0(dv(-1.0)) == -INFINITY);
	return check_status();
}

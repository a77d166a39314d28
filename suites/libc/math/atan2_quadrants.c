/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.4.4 atan2, F.10.1.4: all combinations of zeros and infinities, the branch cut and the quadrants */
#include "floats.h"

#define PI 0x1.921fb54442d18p+1
#define PI_2 0x1.921fb54442d18p+0
#define PI_4 0x1.921fb54442d18p-1
#define PI_3_4 0x1.2d97c7f3321d2p+1

static const struct {
	double y, x, angle;
} CASES[] = {
	{0.0, -0.0, PI}, {-0.0, -0.0, -PI}, {0.0, 0.0, 0.0}, {-0.0, 0.0, -0.0},
	{0.0, -1.0, PI}, {-0.0, -1.0, -PI}, {0.0, 1.0, 0.0}, {-0.0, 1.0, -0.0},
	{1.0, 0.0, PI_2}, {1.0, -0.0, PI_2}, {-1.0, 0.0, -PI_2}, {-1.0, -0.0, -PI_2},
	{2.0, -INFINITY, PI}, {-2.0, -INFINITY, -PI}, {2.0, INFINITY, 0.0}, {-2.0, INFINITY, -0.0},
	{INFINITY, 3.0, PI_2}, {-INFINITY, -3.0, -PI_2},
	{INFINITY, -INFINITY, PI_3_4}, {-INFINITY, -INFINITY, -PI_3_4},
	{INFINITY, INFINITY, PI_4}, {-INFINITY, INFINITY, -PI_4},
	{1.0, 1.0, PI_4}, {1.0, -1.0, PI_3_4}, {-1.0, -1.0, -PI_3_4}, {-1.0, 1.0, -PI_4},
	{0x1p-1074, -1.0, PI}, {-0x1p-1074, -1.0, -PI}, {1.0, 0x1p-1074, PI_2}, {0x1p-1000, 0x1p-1000, PI_4},
	{1e300, 1e-300, PI_2}, {1e300, 1e300, PI_4}, {3.0, 0x1.8p1, PI_4},
};

int main(void)
{
	for (unsigned i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
		check_row("row", i);
		if (CASES[i].angle == 0)
			CHECK_LDBL(atan2(dv(CASES[i].y), dv(CASES[i].x)), CASES[i].angle);
		else
			CHECK_ULPS(atan2(dv(CASES[i].y), dv(CASES[i].x)), CASES[i].angle, 1);
	}
	check_row(NULL, 0);
	CHECK(isnan(atan2(dv(NAN), dv(1.0))));
	CHECK(isnan(atan2(dv(0.0), dv(NAN))));
	CHECK_LDBL(atan2f(fv(-0.0f), fv(1.0f)), -0.0f);
	CHECK_LDBL(atan2l(lv(-0.0L), lv(0.0L)), -0.0L);
	CHECK_RAISES(atan2(dv(0.0), dv(0.0)), SERIOUS, 0);
	CHECK_RAISES(atan2(dv(INFINITY), dv(INFINITY)), SERIOUS, 0);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 F.10.4.5 sqrt (IEC 60559 squareRoot): correctly rounded in all four rounding modes, in each type */
#include "floats.h"

struct root {
	double of, nearest, down, up;
};

/* Neighbours worked out by hand with integer square roots of the significand. */
static const struct root ROOTS[] = {
	{2.0, 0x1.6a09e667f3bcdp0, 0x1.6a09e667f3bccp0, 0x1.6a09e667f3bcdp0},
	{3.0, 0x1.bb67ae8584caap0, 0x1.bb67ae8584caap0, 0x1.bb67ae8584cabp0},
	{0.5, 0x1.6a09e667f3bcdp-1, 0x1.6a09e667f3bccp-1, 0x1.6a09e667f3bcdp-1},
	{0x1.ffffffffffffep-1, 0x1.fffffffffffffp-1, 0x1.ffffffffffffep-1, 0x1.fffffffffffffp-1},
	{0x1p-1074, 0x1p-537, 0x1p-537, 0x1p-537},
	{0x1p-1073, 0x1.6a09e667f3bcdp-537, 0x1.6a09e667f3bccp-537, 0x1.6a09e667f3bcdp-537},
	{DBL_MAX, 0x1.fffffffffffffp511, 0x1.fffffffffffffp511, 0x1p512},
	{9.0, 3.0, 3.0, 3.0},
};

static void doubles(const struct root *r)
{
	fesetround(FE_TONEAREST);
	CHECK_LDBL(sqrt(dv(r->of)), r->nearest);
	fesetround(FE_DOWNWARD);
	CHECK_LDBL(sqrt(dv(r->of)), r->down);
	fesetround(FE_TOWARDZERO);
	CHECK_LDBL(sqrt(dv(r->of)), r->down);
	fesetround(FE_UPWARD);
	CHECK_LDBL(sqrt(dv(r->of)), r->up);
	fesetround(FE_TONEAREST);
}

/* The root of x lies between result and its neighbour when the squares, exact in long double products of halves, enclose x. */
static void floats_are_within_half_a_unit(void)
{
	for (unsigned i = 1; i < 2000; i++) {
		float x = (float)(i * 7919u), root = sqrtf(fv(x));
		double low = ((double)root + (double)nextafterf(root, 0.0f)) / 2;
		double high = ((double)root + (double)nextafterf(root, INFINITY)) / 2;

		if (!CHECK(low * low <= x && x <= high * high))
			return;
	}
}

int main(void)
{
	for (unsigned i = 0; i < sizeof(ROOTS) / sizeof(*ROOTS); i++)
		doubles(&ROOTS[i]);
	floats_are_within_half_a_unit();
	CHECK_LDBL(sqrtf(fv(2.0f)), 0x1.6a09e6p0f);
	CHECK_LDBL(sqrtf(fv(0x1p-149f)), 0x1.6a09e6p-75f);
	CHECK_LDBL(sqrtl(lv(0x1p-40L)), 0x1p-20L);
	CHECK_LDBL(sqrtl(lv(15241578750190521.0L)), 123456789.0L);
	CHECK_LDBL(sqrt(dv(-0.0)), -0.0);
	CHECK_LDBL(sqrtl(lv(-0.0L)), -0.0L);
	CHECK_LDBL(sqrt(dv(INFINITY)), INFINITY);
	CHECK(isnan(sqrt(dv(-1.0))));
	CHECK_RAISES(sqrt(dv(-0x1p-1074)), SERIOUS, FE_INVALID);
	CHECK_RAISES(sqrtf(fv(-INFINITY)), SERIOUS, FE_INVALID);
	CHECK_RAISES(sqrt(dv(NAN)), SERIOUS, 0);
	CHECK_RAISES(sqrt(dv(9.0)), EVERY, 0);
	CHECK_RAISES(sqrt(dv(2.0)), FE_INEXACT, FE_INEXACT);
	return check_status();
}

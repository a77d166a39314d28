/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12 the long double functions: at least the precision of double, identities and special values */
#include "floats.h"

static void agree_with_double(void)
{
	for (double x = -3.25; x < 3.5; x += 0.375) {
		CHECK_ULPS((double)sinl(lv(x)), sin(x), 1.5);
		CHECK_ULPS((double)atanl(lv(x)), atan(x), 1.5);
		CHECK_ULPS((double)expl(lv(x)), exp(x), 1.5);
		CHECK_ULPS((double)tanhl(lv(x)), tanh(x), 3);
		CHECK_ULPS((double)cbrtl(lv(x)), cbrt(x), 1.5);
		CHECK_ULPS((double)powl(2.5L, lv(x)), pow(2.5, x), 1.5);
		CHECK_ULPS((double)log1pl(lv(x + 4)), log1p(x + 4), 1.5);
		CHECK_ULPS((double)exp2l(lv(x)), exp2(x), 1.5);
	}
}

static void exact_operations(void)
{
	long double next = 1 + LDBL_EPSILON;

	CHECK_LDBL(fmodl(lv(next), lv(1.0L)), LDBL_EPSILON);
	CHECK_LDBL(floorl(lv(next)), 1.0L);
	CHECK_LDBL(ceill(lv(-next)), -1.0L);
	CHECK_LDBL(roundl(lv(1 / LDBL_EPSILON - 1)), 1 / LDBL_EPSILON - 1);
	CHECK_LDBL(rintl(lv(0.5L + LDBL_EPSILON)), 1.0L);
	CHECK_LDBL(truncl(lv(LDBL_MAX)), LDBL_MAX);
	CHECK_LDBL(sqrtl(lv(next * next)), next);
	CHECK_LDBL(fmal(lv(next), lv(2.0L), lv(-2.0L)), 2 * LDBL_EPSILON);
	CHECK_LDBL(copysignl(lv(LDBL_MIN), lv(-0.0L)), -LDBL_MIN);
	CHECK_LDBL(nextafterl(lv(0.0L), lv(-1.0L)), -LDBL_MIN * LDBL_EPSILON);
	CHECK_LDBL(hypotl(lv(LDBL_MAX / 4), lv(0.0L)), LDBL_MAX / 4);
}

static void special_values(void)
{
	CHECK_LDBL(sinl(lv(-0.0L)), -0.0L);
	CHECK_LDBL(logl(lv(0.0L)), -INFINITY);
	CHECK_LDBL(expl(lv(-INFINITY)), 0.0L);
	CHECK_LDBL(atan2l(lv(0.0L), lv(1.0L)), 0.0L);
	CHECK_LDBL(tgammal(lv(-0.0L)), -INFINITY);
	CHECK_LDBL(erfl(lv(-INFINITY)), -1.0L);
	CHECK_LDBL(lgammal(lv(1.0L)), 0.0L);
	CHECK(isnan(acosl(lv(2.0L))));
	CHECK(isnan(sqrtl(lv(-1.0L))));
	CHECK_RAISES(logl(lv(-1.0L)), SERIOUS, FE_INVALID);
	CHECK_RAISES(sqrtl(lv(-1.0L)), SERIOUS, FE_INVALID);
	CHECK_RAISES(scalbnl(lv(1.0L), LDBL_MAX_EXP), SERIOUS, FE_OVERFLOW);
}

int main(void)
{
	agree_with_double();
	exact_operations();
	special_values();
	return check_status();
}

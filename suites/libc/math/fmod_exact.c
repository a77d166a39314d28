/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.10.1 fmod, F.10.7.1: the result is exact however far the exponents are apart, and has the sign of x */
#include "floats.h"

static void exact_results(void)
{
	CHECK_LDBL(fmod(dv(5.5), dv(2.0)), 1.5);
	CHECK_LDBL(fmod(dv(-5.5), dv(2.0)), -1.5);
	CHECK_LDBL(fmod(dv(5.5), dv(-2.0)), 1.5);
	CHECK_LDBL(fmod(dv(-6.0), dv(2.0)), -0.0);
	CHECK_LDBL(fmod(dv(0x1p1000), dv(3.0)), 1.0); /* 4^500 mod 3 */
	CHECK_LDBL(fmod(dv(0x1p1001), dv(3.0)), 2.0);
	CHECK_LDBL(fmod(dv(0x1p1023), dv(7.0)), 1.0); /* 8^341 mod 7 */
	CHECK_LDBL(fmod(dv(DBL_MAX), dv(0x1p-1074)), 0.0);
	CHECK_LDBL(fmod(dv(0x1.8p-1073), dv(0x1p-1073)), 0x1p-1074);
	CHECK_LDBL(fmod(dv(1.0), dv(0x1.fffffffffffffp-1)), 0x1p-53);
	CHECK_LDBL(fmod(dv(3.0), dv(DBL_MAX)), 3.0);
	CHECK_LDBL(fmodf(fv(0x1p127f), fv(7.0f)), 2.0f); /* 2 * 8^42 mod 7 */
	CHECK_LDBL(fmodf(fv(-1e10f), fv(1e-10f)), fmod(dv(-1e10f), dv(1e-10f)));
	CHECK_LDBL(fmodl(lv(0x1p1001L), lv(3.0L)), 2.0L);
	CHECK_LDBL(fmodl(lv(-7.25L), lv(2.0L)), -1.25L);
}

/* x mod y of integers below 2^53 is known from integer arithmetic. */
static void agrees_with_integers(void)
{
	unsigned long long state = 88172645463325252ull;

	for (int i = 0; i < 3000; i++) {
		unsigned long long x, y;

		state = state * 6364136223846793005ull + 1442695040888963407ull;
		x = state >> 11;
		state = state * 6364136223846793005ull + 1442695040888963407ull;
		y = (state >> (12 + i % 50)) + 1;
		if (!CHECK_LDBL(fmod(dv((double)x), dv((double)y)), (double)(x % y)))
			return;
	}
}

static void special_values(void)
{
	CHECK_LDBL(fmod(dv(-0.0), dv(3.0)), -0.0);
	CHECK_LDBL(fmod(dv(0.0), dv(-3.0)), 0.0);
	CHECK_LDBL(fmod(dv(-4.25), dv(INFINITY)), -4.25);
	CHECK_RAISES(fmod(dv(1.0), dv(0.0)), SERIOUS, FE_INVALID);
	CHECK_RAISES(fmod(dv(INFINITY), dv(2.0)), SERIOUS, FE_INVALID);
	CHECK_RAISES(fmodf(fv(-INFINITY), fv(2.0f)), SERIOUS, FE_INVALID);
	CHECK_RAISES(fmod(dv(NAN), dv(0.0)), SERIOUS, 0);
	CHECK(isnan(fmod(dv(1.0), dv(-0.0))));
	CHECK(isnan(fmod(dv(INFINITY), dv(INFINITY))));
	CHECK(isnan(fmod(dv(1.0), dv(NAN))));
}

int main(void)
{
	exact_results();
	agrees_with_integers();
	special_values();
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12.8.3 lgamma, 7.12.8.4 tgamma, F.10.5.3, F.10.5.4; POSIX lgamma: signgam; factorials, poles, domain errors */
#define _XOPEN_SOURCE 700
#include "floats.h"

static void factorials(void)
{
	double factorial = 1.0;

	for (int n = 1; n <= 22; n++) { /* all exact in a double */
		CHECK_ULPS(tgamma(dv(n)), factorial, 4);
		factorial *= n;
	}
	CHECK_ULPS(tgamma(dv(0.5)), 0x1.c5bf891b4ef6bp+0, 4);
	CHECK_ULPS(tgamma(dv(1.5)), 0x1.c5bf891b4ef6bp-1, 4);
	CHECK_ULPS(tgamma(dv(-0.5)), -0x1.c5bf891b4ef6bp+1, 4);
	CHECK_ULPS(tgamma(dv(-1.5)), 0x1.2e7fb0bcdf4f2p+1, 4);
}

static void special_values(void)
{
	CHECK_LDBL(tgamma(dv(0.0)), INFINITY);
	CHECK_LDBL(tgamma(dv(-0.0)), -INFINITY);
	CHECK_LDBL(tgamma(dv(INFINITY)), INFINITY);
	CHECK_LDBL(tgamma(dv(172.0)), INFINITY);
	CHECK(isnan(tgamma(dv(-3.0))));
	CHECK(isnan(tgamma(dv(-INFINITY))));
	CHECK_LDBL(lgamma(dv(1.0)), 0.0);
	CHECK_LDBL(lgamma(dv(2.0)), 0.0);
	CHECK_LDBL(lgamma(dv(-2.0)), INFINITY);
	CHECK_LDBL(lgamma(dv(0.0)), INFINITY);
	CHECK_LDBL(lgamma(dv(-INFINITY)), INFINITY);
	CHECK_LDBL(lgamma(dv(INFINITY)), INFINITY);
	CHECK_ULPS(lgamma(dv(0.5)), 0x1.250d048e7a1bdp-1, 4);
	CHECK_ULPS(lgamma(dv(10.0)), 0x1.99a8921a7f7cfp+3, 4);
	CHECK_ULPS(lgamma(dv(-0.5)), 0x1.43f89a3f0edd6p+0, 4);
}

static void sign_of_the_gamma_function(void)
{
	lgamma(dv(3.5));
	CHECK_INT(signgam, 1);
	lgamma(dv(-0.5));
	CHECK_INT(signgam, -1);
	lgamma(dv(-1.5));
	CHECK_INT(signgam, 1);
	lgammaf(fv(-2.5f));
	CHECK_INT(signgam, -1);
	lgammal(lv(-3.5L));
	CHECK_INT(signgam, 1);
}

int main(void)
{
	factorials();
	special_values();
	sign_of_the_gamma_function();
	CHECK_RAISES(tgamma(dv(0.0)), SERIOUS, FE_DIVBYZERO);
	CHECK_RAISES(tgamma(dv(-5.0)), SERIOUS, FE_INVALID);
	CHECK_RAISES(tgamma(dv(-INFINITY)), SERIOUS, FE_INVALID);
	CHECK_RAISES(tgamma(dv(200.0)), SERIOUS, FE_OVERFLOW);
	CHECK_RAISES(lgamma(dv(-7.0)), SERIOUS, FE_DIVBYZERO);
	CHECK_RAISES(lgamma(dv(3.0)), SERIOUS, 0);
	return check_status();
}

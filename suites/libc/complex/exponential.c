/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.3.7 cexp, clog, 7.3.8.2 cpow, 7.3.5, 7.3.6, G.6: special values, conjugates, inverses of each other */
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

static int near(double complex was, double complex want)
{
	return cabs(was - want) <= 16 * DBL_EPSILON * (1 + cabs(want));
}

static void special_values(void)
{
	double complex z = cexp(pair(dv(0.0), dv(-0.0)));

	CHECK_LDBL(creal(z), 1.0);
	CHECK_LDBL(cimag(z), -0.0);
	z = cexp(pair(dv(-INFINITY), dv(1.0)));
	CHECK_LDBL(creal(z), 0.0);
	CHECK_LDBL(cimag(z), 0.0);
	z = clog(pair(dv(1.0), dv(0.0)));
	CHECK_LDBL(creal(z), 0.0);
	CHECK_LDBL(cimag(z), 0.0);
	z = clog(pair(dv(-0.0), dv(0.0)));
	CHECK_LDBL(creal(z), -INFINITY);
	CHECK_ULPS(cimag(z), 0x1.921fb54442d18p+1, 1);
	z = clog(pair(dv(-1.0), dv(-0.0)));
	CHECK_ULPS(cimag(z), -0x1.921fb54442d18p+1, 1);
}

static void identities(double re, double im)
{
	double complex z = pair(dv(re), dv(im));

	CHECK(near(cexp(clog(z)), z));
	CHECK(near(cexp(conj(z)), conj(cexp(z))));
	CHECK(near(csin(z) * csin(z) + ccos(z) * ccos(z), 1.0));
	CHECK(near(ctan(z), csin(z) / ccos(z)));
	CHECK(near(csinh(z), -I * csin(I * z)));
	CHECK(near(ccosh(z), ccos(I * z)));
	CHECK(near(csin(casin(z)), z));
	CHECK(near(ccos(cacos(z)), z));
	CHECK(near(csinh(casinh(z)), z));
	CHECK(near(cpow(z, 2.0), z * z));
}

int main(void)
{
	special_values();
	identities(0.5, 0.75);
	identities(-1.25, 0.5);
	identities(0.3, -1.5);
	identities(-0.7, -0.2);
	CHECK(near(cexp(pair(0.0, 0x1.921fb54442d18p+1)), -1.0));
	CHECK(near(cpow(pair(0.0, 1.0), pair(0.0, 1.0)), 0x1.a9bcc46f767ep-3)); /* e^(-pi/2) */
	CHECK(near(catan(pair(0.5, 0.0)), 0x1.dac670561bb4fp-2));
	CHECK(near(catanh(pair(0.5, 0.0)), 0x1.193ea7aad030bp-1));
	CHECK(near(ctanh(pair(0.5, 0.0)), 0x1.d9353d7568af3p-2));
	return check_status();
}

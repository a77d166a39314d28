/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.3.8.3 csqrt, G.6.4.2: the branch cut along the negative real axis, signs, infinities */
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

static void root(double re, double im, double want_re, double want_im)
{
	double complex z = csqrt(pair(dv(re), dv(im)));

	CHECK_LDBL(creal(z), want_re);
	CHECK_LDBL(cimag(z), want_im);
}

static void squares_give_back(double re, double im)
{
	double complex z = csqrt(pair(dv(re), dv(im)));

	CHECK(creal(z) >= 0);
	CHECK_INT(!signbit(cimag(z)), !signbit(im));
	CHECK(cabs(z * z - pair(re, im)) <= 8 * DBL_EPSILON * cabs(pair(re, im)));
}

int main(void)
{
	root(4.0, 0.0, 2.0, 0.0);
	root(-4.0, 0.0, 0.0, 2.0);
	root(-4.0, -0.0, 0.0, -2.0);
	root(0.0, 0.0, 0.0, 0.0);
	root(-0.0, 0.0, 0.0, 0.0);
	root(-0.0, -0.0, 0.0, -0.0);
	root(0.0, 2.0, 1.0, 1.0);
	root(0.0, -2.0, 1.0, -1.0);
	root(3.0, 4.0, 2.0, 1.0);
	root(-3.0, -4.0, 1.0, -2.0);
	root(1.0, INFINITY, INFINITY, INFINITY);
	root(NAN, -INFINITY, INFINITY, -INFINITY);
	root(-INFINITY, 5.0, 0.0, INFINITY);
	root(INFINITY, -5.0, INFINITY, -0.0);
	root(INFINITY, NAN, INFINITY, NAN);
	squares_give_back(1.5, 2.25);
	squares_give_back(-7.0, 1e-3);
	squares_give_back(1e-3, -7.0);
	squares_give_back(-123.0, -456.0);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.3.9 creal, cimag, conj, cproj, CMPLX; 6.2.5p13: parts keep signs, zeros and infinities */
#include "floats.h"
#include <complex.h>

/* Built from parts without arithmetic, so that NaN and signed zeros survive (6.2.5p13: an array of two). */
static double complex pair(double re, double im)
{
	union {
		double parts[2];
		double complex z;
	} u = {{re, im}};

	return u.z;
}

static void check_pair(double complex z, double re, double im)
{
	CHECK_LDBL(creal(z), re);
	CHECK_LDBL(cimag(z), im);
}

int main(void)
{
	check_pair(pair(3.0, -4.0), 3.0, -4.0);
	check_pair(conj(pair(3.0, -4.0)), 3.0, 4.0);
	check_pair(conj(pair(-0.0, 0.0)), -0.0, -0.0);
	check_pair(conj(pair(NAN, INFINITY)), NAN, -INFINITY);
	check_pair(cproj(pair(1.5, -2.5)), 1.5, -2.5);
	check_pair(cproj(pair(NAN, -INFINITY)), INFINITY, -0.0);
	check_pair(cproj(pair(-INFINITY, 7.0)), INFINITY, 0.0);
	check_pair(pair(1.0, 2.0) * pair(3.0, -1.0), 5.0, 5.0);
	check_pair(pair(5.0, 5.0) / pair(3.0, -1.0), 1.0, 2.0);
	check_pair(pair(1.0, 2.0) + 1.0, 2.0, 2.0);
	check_pair(-pair(0.0, 1.0), -0.0, -1.0);
	CHECK_LDBL(crealf(2.5f - 1.5f * I), 2.5f);
	CHECK_LDBL(cimagf(conjf(2.5f - 1.5f * I)), 1.5f);
	CHECK_LDBL(cimagl(0.25L * I), 0.25L);
	CHECK(pair(1.0, 2.0) == pair(1.0, 2.0));
	CHECK(pair(0.0, -0.0) == pair(-0.0, 0.0));
	CHECK_INT(sizeof(double complex), 2 * sizeof(double));
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.25 <tgmath.h>: the argument's type selects the function, integers count as double, complex arguments go to <complex.h> */
#include <tgmath.h>
#include "floats.h"
#include <complex.h>

#define IS_TYPE(expr, type) _Generic((expr), type: 1, default: 0)

static void types(void)
{
	float f = 0.5f;
	long double l = 0.5L;
	float complex c = 0.5f;

	CHECK(IS_TYPE(sin(f), float));
	CHECK(IS_TYPE(sin(0.5), double));
	CHECK(IS_TYPE(sin(1), double));
	CHECK(IS_TYPE(sin(l), long double));
	CHECK(IS_TYPE(sin(c), float complex));
	CHECK(IS_TYPE(pow(f, f), float));
	CHECK(IS_TYPE(pow(f, 2.0), double));
	CHECK(IS_TYPE(pow(f, 2), double));
	CHECK(IS_TYPE(pow(f, l), long double));
	CHECK(IS_TYPE(pow(f, 1.0 * I), double complex));
	CHECK(IS_TYPE(fabs(c), float));
	CHECK(IS_TYPE(frexp(f, &(int){0}), float));
	CHECK(IS_TYPE(lrint(f), long));
	CHECK(IS_TYPE(carg(f), float));
	CHECK(IS_TYPE(conj(1.0L * I), long double complex));
}

int main(void)
{
	types();
	CHECK_LDBL(sqrt(fv(2.0f)), 0x1.6a09e6p0f);
	CHECK_LDBL(sqrt(dv(2.0)), 0x1.6a09e667f3bcdp0);
	CHECK_LDBL(sqrt(16), 4.0);
	CHECK_LDBL(fma(fv(2.0f), 3.0f, 1.0f), 7.0f);
	CHECK_LDBL(fabs(3.0 + 4.0 * I), 5.0);
	CHECK_LDBL(creal(fv(2.5f)), 2.5f);
	CHECK_LDBL(cimag(fv(2.5f)), 0.0f);
	CHECK_LDBL(ldexp(lv(1.0L), LDBL_MAX_EXP - 1), ldexpl(1.0L, LDBL_MAX_EXP - 1));
	return check_status();
}

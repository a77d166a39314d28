/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Floating values to the bit, for programs about <math.h>, <fenv.h> and
 * <complex.h> (ISO C11 7.6, 7.12, Annex F). CHECK_LDBL takes a value of any of
 * the three types: the conversion to long double loses nothing. dv(), fv() and
 * lv() hide a value from the compiler, so that the library's function runs at
 * run time and in the rounding mode of the moment.
 */
#ifndef LIBC_SUITE_FLOATS_H
#define LIBC_SUITE_FLOATS_H

#include "check.h"
#include <fenv.h>
#include <float.h>
#include <math.h>

static inline double dv(double x)
{
	volatile double hidden = x;

	return hidden;
}

static inline float fv(float x)
{
	volatile float hidden = x;

	return hidden;
}

static inline long double lv(long double x)
{
	volatile long double hidden = x;

	return hidden;
}

/* The distance of `was` from `want` in units of the last place of the double `want` (normal numbers, round to nearest). */
static inline double ulps(double was, double want)
{
	int exponent;

	frexp(want, &exponent);
	return fabs(was - want) / ldexp(1.0, exponent - DBL_MANT_DIG);
}

static inline int check_ulps(const char *file, int line, const char *text, double was, double want, double limit)
{
	if (was == want || ulps(was, want) <= limit)
		return check_true(file, line, text, 1);
	return check_dbl(file, line, text, was, want);
}

#define CHECK_ULPS(expr, want, limit) check_ulps(__FILE__, __LINE__, #expr, (expr), (want), (limit))

/* Evaluates the expression for its exceptions: those of `mask` that it raises must be exactly `want`. */
#define CHECK_RAISES(expr, mask, want)                                                                                            \
	do {                                                                                                                       \
		volatile long double raises_value;                                                                                 \
		feclearexcept(FE_ALL_EXCEPT);                                                                                      \
		raises_value = (expr);                                                                                             \
		(void)raises_value;                                                                                                \
		check_int(__FILE__, __LINE__, "exceptions of " #expr, fetestexcept(mask), (want));                               \
	} while (0)

#define SERIOUS (FE_INVALID | FE_DIVBYZERO | FE_OVERFLOW)
#define EVERY (SERIOUS | FE_UNDERFLOW | FE_INEXACT)

#endif

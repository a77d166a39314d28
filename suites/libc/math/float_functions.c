/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.12 the float functions: within one and a half units of the double function's result rounded, over a sweep of arguments */
#include "floats.h"

static double units(float was, double exact)
{
	int exponent;

	frexp(exact, &exponent);
	return fabs((double)was - exact) / ldexp(1.0, exponent - FLT_MANT_DIG);
}

struct function {
	const char *name;
	float (*of_float)(float);
	double (*of_double)(double);
	double from, to, limit;
};

static const struct function FUNCTIONS[] = {
	{"sinf", sinf, sin, -50, 50, 1.5},	 {"cosf", cosf, cos, -50, 50, 1.5},	   {"tanf", tanf, tan, -50, 50, 1.5},
	{"asinf", asinf, asin, -1, 1, 1.5},	 {"acosf", acosf, acos, -1, 1, 1.5},	   {"atanf", atanf, atan, -30, 30, 1.5},
	{"expf", expf, exp, -80, 80, 1.5},	 {"exp2f", exp2f, exp2, -100, 100, 1.5},   {"expm1f", expm1f, expm1, -10, 80, 1.5},
	{"logf", logf, log, 1e-3, 500, 1.5},	 {"log2f", log2f, log2, 1e-3, 500, 1.5},   {"log10f", log10f, log10, 1e-3, 500, 3},
	{"log1pf", log1pf, log1p, -0.9, 90, 1.5}, {"sinhf", sinhf, sinh, -60, 60, 3},	   {"coshf", coshf, cosh, -60, 60, 3},
	{"tanhf", tanhf, tanh, -5, 5, 3},	 {"asinhf", asinhf, asinh, -90, 90, 3},	   {"acoshf", acoshf, acosh, 1, 90, 4},
	{"atanhf", atanhf, atanh, -0.99, 0.99, 3}, {"cbrtf", cbrtf, cbrt, -900, 900, 1.5}, {"erff", erff, erf, -4, 4, 2},
	{"tgammaf", tgammaf, tgamma, 0.1, 30, 8},
};

static void sweep(const struct function *f)
{
	check_row(f->name, 0);
	for (int i = 0; i <= 200; i++) {
		float x = (float)(f->from + (f->to - f->from) * (i + 0.37) / 201);
		double exact = f->of_double(x);
		float was = f->of_float(fv(x));

		if (!CHECK(was == exact || units(was, exact) <= f->limit)) {
			CHECK_LDBL(was, (float)exact);
			break;
		}
	}
}

int main(void)
{
	for (unsigned i = 0; i < sizeof(FUNCTIONS) / sizeof(*FUNCTIONS); i++)
		sweep(&FUNCTIONS[i]);
	check_row("powf", 0);
	for (float x = 0.25f; x < 9; x += 0.5f)
		CHECK(units(powf(fv(x), fv(1.75f)), pow(x, 1.75)) <= 1.5);
	check_row(NULL, 0);
	return check_status();
}

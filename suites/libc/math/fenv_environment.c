/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.6.4 fegetenv, feholdexcept, fesetenv, feupdateenv: the whole environment is saved, held, replaced and merged */
#include "floats.h"

static void get_and_set(void)
{
	fenv_t env;

	feclearexcept(FE_ALL_EXCEPT);
	feraiseexcept(FE_OVERFLOW);
	fesetround(FE_UPWARD);
	CHECK_INT(fegetenv(&env), 0);
	fesetround(FE_DOWNWARD);
	feclearexcept(FE_ALL_EXCEPT);
	feraiseexcept(FE_INVALID);
	CHECK_INT(fesetenv(&env), 0);
	CHECK_INT(fegetround(), FE_UPWARD);
	CHECK_INT(fetestexcept(SERIOUS), FE_OVERFLOW);
	CHECK_LDBL(dv(1.0) / dv(3.0), 0x1.5555555555556p-2);
}

static void default_environment(void)
{
	fesetround(FE_DOWNWARD);
	feraiseexcept(FE_DIVBYZERO);
	CHECK_INT(fesetenv(FE_DFL_ENV), 0);
	CHECK_INT(fegetround(), FE_TONEAREST);
	CHECK_INT(fetestexcept(EVERY), 0);
	CHECK_LDBL(dv(1.0) / dv(3.0), 0x1.5555555555555p-2);
}

static void hold_and_update(void)
{
	fenv_t env;

	fesetround(FE_TOWARDZERO);
	feclearexcept(FE_ALL_EXCEPT);
	feraiseexcept(FE_DIVBYZERO);
	CHECK_INT(feholdexcept(&env), 0);
	CHECK_INT(fetestexcept(EVERY), 0);
	CHECK_INT(fegetround(), FE_TOWARDZERO);
	fesetround(FE_UPWARD);
	CHECK_LDBL(dv(DBL_MAX) * dv(4.0), INFINITY);
	CHECK_INT(feupdateenv(&env), 0);
	CHECK_INT(fetestexcept(SERIOUS), FE_DIVBYZERO | FE_OVERFLOW); /* the old and the new */
	CHECK_INT(fegetround(), FE_TOWARDZERO);
}

static void held_exceptions_can_be_dropped(void)
{
	fenv_t env;

	fesetenv(FE_DFL_ENV);
	feholdexcept(&env);
	CHECK(isnan(dv(0.0) / dv(0.0)));
	CHECK_INT(fetestexcept(FE_INVALID), FE_INVALID);
	CHECK_INT(fesetenv(&env), 0);
	CHECK_INT(fetestexcept(EVERY), 0);
}

int main(void)
{
	get_and_set();
	default_environment();
	hold_and_update();
	held_exceptions_can_be_dropped();
	return check_status();
}

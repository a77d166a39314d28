/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.6.2 feclearexcept, fegetexceptflag, feraiseexcept, fesetexceptflag, fetestexcept: flags one by one; arithmetic raises them */
#include "floats.h"

static const int FLAGS[] = {FE_INVALID, FE_DIVBYZERO, FE_OVERFLOW, FE_UNDERFLOW, FE_INEXACT};

static void one_flag(int flag)
{
	fexcept_t saved;

	CHECK_INT(feclearexcept(FE_ALL_EXCEPT), 0);
	CHECK_INT(feraiseexcept(flag), 0);
	CHECK_INT(fetestexcept(flag), flag);
	/* Overflow and underflow may bring inexact with them (7.6.2.3). */
	CHECK_INT(fetestexcept(EVERY & ~flag & ~FE_INEXACT), 0);
	CHECK_INT(fegetexceptflag(&saved, flag), 0);
	CHECK_INT(feclearexcept(flag), 0);
	CHECK_INT(fetestexcept(flag), 0);
	CHECK_INT(fesetexceptflag(&saved, flag), 0);
	CHECK_INT(fetestexcept(flag), flag);
	CHECK_INT(feclearexcept(EVERY & ~flag), 0);
	CHECK_INT(fetestexcept(EVERY), flag);
}

static void arithmetic_raises(void)
{
	CHECK_RAISES(dv(0.0) / dv(0.0), SERIOUS, FE_INVALID);
	CHECK_RAISES(dv(INFINITY) - dv(INFINITY), SERIOUS, FE_INVALID);
	CHECK_RAISES(dv(-1.0) / dv(0.0), SERIOUS, FE_DIVBYZERO);
	CHECK_RAISES(dv(DBL_MAX) * dv(2.0), EVERY, FE_OVERFLOW | FE_INEXACT);
	CHECK_RAISES(dv(DBL_MIN) / dv(3.0), EVERY, FE_UNDERFLOW | FE_INEXACT);
	CHECK_RAISES(dv(DBL_MIN) / dv(2.0), EVERY, 0); /* exact: no underflow */
	CHECK_RAISES(dv(1.0) / dv(3.0), EVERY, FE_INEXACT);
	CHECK_RAISES(dv(1.5) + dv(2.25), EVERY, 0);
	CHECK_RAISES(fv(FLT_MAX) + fv(FLT_MAX), EVERY, FE_OVERFLOW | FE_INEXACT);
	CHECK_RAISES(lv(1.0L) / lv(0.0L), SERIOUS, FE_DIVBYZERO);
	CHECK_RAISES((float)dv(1e300), SERIOUS, FE_OVERFLOW);
	CHECK_RAISES((int)dv(1e300), SERIOUS, FE_INVALID);
}

int main(void)
{
	for (int i = 0; i < 5; i++)
		one_flag(FLAGS[i]);
	feclearexcept(FE_ALL_EXCEPT);
	CHECK_INT(feraiseexcept(0), 0);
	CHECK_INT(feraiseexcept(FE_INVALID | FE_DIVBYZERO), 0);
	CHECK_INT(fetestexcept(EVERY), FE_INVALID | FE_DIVBYZERO);
	CHECK_INT(fetestexcept(FE_DIVBYZERO | FE_OVERFLOW), FE_DIVBYZERO);
	arithmetic_raises();
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/rint_modes
 * Raises no inexact exception. */
#include <fenv.h>

double __real_rint(double x);

double __wrap_rint(double x)
{
	double result = __real_rint(x);

	feclearexcept(FE_INEXACT);
	return result;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/gamma
 * Leaves signgam alone. */
#include <math.h>

extern int signgam;
double __real_lgamma(double x);

double __wrap_lgamma(double x)
{
	double result = __real_lgamma(x);

	signgam = 1;
	return result;
}

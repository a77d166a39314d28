/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: complex/modulus_argument
 * Squares overflow and vanish. */
#include <complex.h>
#include <math.h>

double __wrap_cabs(double complex z)
{
	return sqrt(creal(z) * creal(z) + cimag(z) * cimag(z));
}

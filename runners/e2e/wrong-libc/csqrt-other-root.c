/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: complex/square_root
 * Gives the root with the negative real part. */
#include <complex.h>

double complex __real_csqrt(double complex z);

double complex __wrap_csqrt(double complex z)
{
	return -__real_csqrt(z);
}

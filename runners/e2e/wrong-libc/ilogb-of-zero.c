/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: math/logb_ilogb
 * Has no special value for zero, and raises nothing. */
#include <math.h>

int __real_ilogb(double x);

int __wrap_ilogb(double x)
{
	return x == 0 ? -1075 : __real_ilogb(x);
}

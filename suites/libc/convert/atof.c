/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.1.1 atof: the floating point number at the start, 0 where there is none. */
#include "check.h"

#include <math.h>
#include <stdlib.h>

int main(void)
{
	CHECK_DBL(atof("-12.5e1x"), -125.0);
	CHECK_DBL(atof(" \t.5"), 0.5);
	CHECK_DBL(atof("0x1p-2"), 0.25);
	CHECK_DBL(atof("1e"), 1.0);
	CHECK_DBL(atof("x"), 0.0);
	CHECK_DBL(atof(""), 0.0);
	CHECK_DBL(atof("-0"), -0.0);
	CHECK_DBL(atof("-inf"), -INFINITY);
	return check_status();
}

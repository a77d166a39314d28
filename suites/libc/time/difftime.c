/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.27.2.2 difftime: the first minus the second, as double, also for large and negative times. */
#include "check.h"

#include <time.h>

int main(void)
{
	CHECK_DBL(difftime(10, 4), 6.0);
	CHECK_DBL(difftime(4, 10), -6.0);
	CHECK_DBL(difftime(0, 0), 0.0);
	CHECK_DBL(difftime(-5, -7), 2.0);
	CHECK_DBL(difftime((time_t)1 << 40, 1), 1099511627775.0);
	CHECK_DBL(difftime(4294967296, -4294967296), 8589934592.0);
	CHECK_DBL(difftime(9007199254740992, 1), 9007199254740991.0);
	return check_status();
}

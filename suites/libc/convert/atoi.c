/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.1.2 atoi, atol, atoll: the number at the start, 0 where there is none. */
#include "check.h"

#include <limits.h>
#include <stdlib.h>

int main(void)
{
	CHECK_INT(atoi("42"), 42);
	CHECK_INT(atoi(" \t-42abc"), -42);
	CHECK_INT(atoi("+7"), 7);
	CHECK_INT(atoi("0x10"), 0);
	CHECK_INT(atoi("010"), 10);
	CHECK_INT(atoi(""), 0);
	CHECK_INT(atoi("abc"), 0);
	CHECK_INT(atoi("2147483647"), INT_MAX);
	CHECK_INT(atoi("-2147483648"), INT_MIN);
	CHECK_INT(atol("9223372036854775807"), LONG_MAX);
	CHECK_INT(atol("-9223372036854775808"), LONG_MIN);
	CHECK_INT(atoll("-9223372036854775808 "), LLONG_MIN);
	CHECK_INT(atoll("\n\v\f\r12.9"), 12);
	return check_status();
}

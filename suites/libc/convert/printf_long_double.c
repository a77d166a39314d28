/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.1 L: long double arguments, with all their digits, beside other arguments. */
#include "check.h"

#include <float.h>
#include <stdio.h>
#include <stdlib.h>

static char out[256];

int main(void)
{
	long double values[] = { 0.0L, 1.0L, -1.5L, 0.1L, LDBL_MAX, LDBL_MIN,
				 LDBL_EPSILON };
	size_t i;

	snprintf(out, sizeof(out), "%Lf %.2Le %Lg %d", 1.5L, 12345.0L, 0.25L, 7);
	CHECK_STR(out, "1.500000 1.23e+04 0.25 7");
	snprintf(out, sizeof(out), "%d %Lf %f %Lf %s", 1, 2.0L, 3.0, 4.0L, "end");
	CHECK_STR(out, "1 2.000000 3.000000 4.000000 end");
	snprintf(out, sizeof(out), "%.0Lf", 0x1p64L);
	CHECK_STR(out, "18446744073709551616");
	snprintf(out, sizeof(out), "%.0Lf", 0x1p63L + 1);
	CHECK_STR(out, "9223372036854775809");
	snprintf(out, sizeof(out), "%.0Lf %.0Lf %.1Lf", 0.5L, 1.5L, 0.25L);
	CHECK_STR(out, "0 2 0.2");
	/* 1 + 2^-63, in both formats of more than 63 bits */
	snprintf(out, sizeof(out), "%.70Lf", 0x1p-63L + 1);
	CHECK_STR(out, "1.00000000000000000010842021724855044340074528008699"
		       "41711425781250000000");
	CHECK_INT(snprintf(out, sizeof(out), "%Le", LDBL_MAX), 14);
	for (i = 0; i < sizeof(values) / sizeof(*values); i++) {
		check_row("value", (intmax_t)i);
		snprintf(out, sizeof(out), "%.40Le", values[i]);
		CHECK_LDBL(strtold(out, NULL), values[i]);
	}
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.1.3 strtold, 5.2.4.2.2: long doubles come back exactly from DECIMAL_DIG digits and from %La. */
#include "check.h"

#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void round_trip(long double value)
{
	char text[80], *end;

	snprintf(text, sizeof(text), "%.*Le", DECIMAL_DIG - 1, value);
	CHECK_LDBL(strtold(text, &end), value);
	CHECK_INT(*end, 0);
	snprintf(text, sizeof(text), "%La", value);
	CHECK_LDBL(strtold(text, &end), value);
	CHECK_INT(*end, 0);
}

int main(void)
{
	long double values[] = {
		0.0L,	   1.0L,      0.1L,	    1.0L / 3,
		LDBL_MAX,  LDBL_MIN,  LDBL_EPSILON, 1 + LDBL_EPSILON,
		-1e4000L,  1e-4000L,  3.14159265358979323846264338327950288L,
		LDBL_MIN / 8, 1 - LDBL_EPSILON / 2, 0x1p63L + 1, 0x1p-16400L,
	};
	size_t i;
	long double x = 1.0L / 7;

	for (i = 0; i < sizeof(values) / sizeof(*values); i++) {
		check_row("value", (intmax_t)i);
		round_trip(values[i]);
	}
	for (i = 0; i < 30; i++) {
		check_row("power", (intmax_t)i);
		x = -x * 1234.56789L;
		round_trip(x);
		round_trip(1 / x);
	}
	check_row(NULL, 0);
	errno = 0;
	CHECK_LDBL(strtold("1e5000", NULL), HUGE_VALL);
	CHECK_INT(errno, ERANGE);
	CHECK_LDBL(strtold("0x1p16384", NULL), HUGE_VALL);
	CHECK_LDBL(strtold("1e400", NULL), 1e400L);
	CHECK_LDBL(strtold("0x1.8p-10", NULL), 0x1.8p-10L);
	CHECK_LDBL(strtold("18446744073709551617", NULL),
		   LDBL_MANT_DIG > 64 ? 18446744073709551617.0L : 0x1p64L);
	return check_status();
}

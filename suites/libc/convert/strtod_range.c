/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.1.3, POSIX.1-2017 strtod: overflow is HUGE_VAL with its sign and ERANGE, underflow a small value and ERANGE. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>

static const char *const too_large[] = {
	"1e309", "1.7976931348623159e308", "1e400", "1e99999",
	"1e99999999999999999999999999", "0x1p9999",
	"1797693134862315900000000000000000000000000e266",
	"0x1p99999999999999999999",
};

static const char *const too_small[] = {
	"1e-400", "1e-99999", "2e-324", "1e-99999999999999999999999999",
	"0x1p-1100", "0x1p-99999999999999999999", "0.0000001e-330",
};

/* Large exponents that digits make up for, and zeros with any exponent */
static const struct {
	const char *text;
	double value;
} fitting[] = {
	{ "1.7976931348623158e308", DBL_MAX },
	{ "0x1.fffffffffffff7p1023", DBL_MAX },
	{ "0x0.0001p1027", 0x1p1011 },
	{ "0e999999999999999999", 0.0 },
	{ "-0e-999999999999999999", -0.0 },
	{ "0x0p99999999999999999999", 0.0 },
	{ "0.00001e313", 1e308 },
};

int main(void)
{
	size_t i;
	char *end, text[80];
	double value;

	for (i = 0; i < sizeof(too_large) / sizeof(*too_large); i++) {
		check_row("too large", (intmax_t)i);
		errno = 0;
		CHECK_DBL(strtod(too_large[i], &end), HUGE_VAL);
		CHECK_INT(errno, ERANGE);
		CHECK_INT(*end, 0);
		text[0] = '-';
		for (size_t j = 0; (text[j + 1] = too_large[i][j]); j++)
			;
		CHECK_DBL(strtod(text, NULL), -HUGE_VAL);
	}
	for (i = 0; i < sizeof(too_small) / sizeof(*too_small); i++) {
		check_row("too small", (intmax_t)i);
		errno = 0;
		value = strtod(too_small[i], &end);
		CHECK(value >= 0 && value <= DBL_MIN);
		CHECK_INT(errno, ERANGE);
		CHECK_INT(*end, 0);
	}
	for (i = 0; i < sizeof(fitting) / sizeof(*fitting); i++) {
		check_row("fitting", (intmax_t)i);
		errno = 0;
		CHECK_DBL(strtod(fitting[i].text, NULL), fitting[i].value);
		CHECK_INT(errno, 0);
	}
	check_row(NULL, 0);
	CHECK_DBL(strtod("0x1p1024", NULL), HUGE_VAL);
	CHECK_DBL(strtod("0x1.fffffffffffff8p1023", NULL), HUGE_VAL);
	return check_status();
}

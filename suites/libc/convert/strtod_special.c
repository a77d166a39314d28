/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.1.3 strtod: infinities and NaNs in any case of the letters, with and without a sequence in parentheses. */
#include "check.h"

#include <math.h>
#include <stdlib.h>

static const struct {
	const char *text;
	double value;
	int used;
} rows[] = {
	{ "inf", INFINITY, 3 },	      { "-INF", -INFINITY, 4 },
	{ "+Infinity", INFINITY, 9 }, { " iNfInItYx", INFINITY, 9 },
	{ "infinit", INFINITY, 3 },   { "infx", INFINITY, 3 },
	{ "in", 0.0, 0 },	      { "nan", NAN, 3 },
	{ "NaN", NAN, 3 },	      { "nanx", NAN, 3 },
	{ "nan()", NAN, 5 },	      { "nan(0)", NAN, 6 },
	{ "nan(aZ_9)z", NAN, 9 },     { "nan(12", NAN, 3 },
	{ "nan(", NAN, 3 },	      { "nan(1-2)", NAN, 3 },
	{ "nan(1 )", NAN, 3 },	      { "nan[1]", NAN, 3 },
	{ "na", 0.0, 0 },
};

int main(void)
{
	size_t i;
	char *end;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		check_row("row", (intmax_t)i);
		CHECK_DBL(strtod(rows[i].text, &end), rows[i].value);
		CHECK_INT(end - rows[i].text, rows[i].used);
		CHECK_DBL(strtof(rows[i].text, &end), rows[i].value);
		CHECK_INT(end - rows[i].text, rows[i].used);
		CHECK_LDBL(strtold(rows[i].text, &end), rows[i].value);
		CHECK_INT(end - rows[i].text, rows[i].used);
	}
	check_row(NULL, 0);
	CHECK(signbit(strtod("-nan", NULL)) || isnan(strtod("-nan", NULL)));
	CHECK(isinf(strtod("-inf", NULL)) && signbit(strtod("-inf", NULL)));
	return check_status();
}

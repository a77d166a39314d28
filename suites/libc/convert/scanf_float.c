/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.2 %f %e %g %a: what strtod takes, by item: a prefix that is no number fails, the width bounds it. */
#include "check.h"

#include <math.h>
#include <stdio.h>

static const struct {
	const char *text, *format;
	int result;
	double value;
	int used;
} rows[] = {
	{ " 1.5x", "%lf%n", 1, 1.5, 4 },   { "-.5", "%le%n", 1, -0.5, 3 },
	{ "5.", "%lg%n", 1, 5.0, 2 },	   { "1e2", "%lf%n", 1, 100.0, 3 },
	{ "1E-2", "%lG%n", 1, 0.01, 4 },   { "0x1.8p1", "%la%n", 1, 3.0, 7 },
	{ "0X1P-1", "%lf%n", 1, 0.5, 6 },  { "12345", "%3lf%n", 1, 123.0, 3 },
	{ "1.25e1", "%4lf%n", 1, 1.25, 4 }, { "inf", "%lf%n", 1, INFINITY, 3 },
	{ "-INFINITY!", "%lf%n", 1, -INFINITY, 9 },
	{ "nan", "%lf%n", 1, NAN, 3 },	   { ".", "%lf%n", 0, 9.0, -1 },
	{ "x", "%lf%n", 0, 9.0, -1 },	   { "", "%lf%n", EOF, 9.0, -1 },
	{ "+-1", "%lf%n", 0, 9.0, -1 },	   { "e5", "%lf%n", 0, 9.0, -1 },
	{ "1.5.5", "%lf%n", 1, 1.5, 3 },   { "-0", "%lf%n", 1, -0.0, 2 },
	{ "1e400", "%lf%n", 1, HUGE_VAL, 5 },
	{ "0.1", "%lf%n", 1, 0x1.999999999999ap-4, 3 },
	{ "100000000000000000000000", "%lf%n", 1, 0x1.52d02c7e14af6p+76, 24 },
};

int main(void)
{
	double value;
	long double wide = 0;
	float narrow = 0;
	size_t i;
	int used;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		check_row("row", (intmax_t)i);
		value = 9.0;
		used = -1;
		CHECK_INT(sscanf(rows[i].text, rows[i].format, &value, &used),
			  rows[i].result);
		CHECK_DBL(value, rows[i].value);
		CHECK_INT(used, rows[i].used);
	}
	check_row(NULL, 0);
	CHECK_INT(sscanf("1.000000059604644776258 0.1", "%f%Lf", &narrow, &wide), 2);
	CHECK_DBL(narrow, 0x1.000002p0);
	CHECK_LDBL(wide, 0.1L);
	return check_status();
}

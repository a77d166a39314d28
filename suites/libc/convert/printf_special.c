/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.1 paragraph 8: infinities and NaNs by name, in the case of the conversion, never filled with zeros. */
#include "check.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct {
	const char *format;
	double value;
	const char *text;
} rows[] = {
	{ "%f", INFINITY, "inf" },     { "%F", INFINITY, "INF" },
	{ "%e", -INFINITY, "-inf" },   { "%E", -INFINITY, "-INF" },
	{ "%g", INFINITY, "inf" },     { "%G", INFINITY, "INF" },
	{ "%a", INFINITY, "inf" },     { "%A", -INFINITY, "-INF" },
	{ "%06f", INFINITY, "   inf" }, { "%-6f|", INFINITY, "inf   |" },
	{ "%+f", INFINITY, "+inf" },   { "% f", INFINITY, " inf" },
	{ "%06e", -INFINITY, "  -inf" }, { "%.0f", INFINITY, "inf" },
	{ "%.40f", INFINITY, "inf" },  { "%#g", INFINITY, "inf" },
	{ "%f", NAN, "nan" },	       { "%F", NAN, "NAN" },
	{ "%g", NAN, "nan" },	       { "%A", NAN, "NAN" },
	{ "%06f", NAN, "   nan" },     { "%-6e|", NAN, "nan   |" },
};

int main(void)
{
	char out[64];
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		check_row(rows[i].format, (intmax_t)i);
		snprintf(out, sizeof(out), rows[i].format, rows[i].value);
		CHECK_STR(out, rows[i].text);
	}
	check_row(NULL, 0);
	snprintf(out, sizeof(out), "%Lf %LG", (long double)INFINITY,
		 -(long double)INFINITY);
	CHECK_STR(out, "inf -INF");
	/* A NaN with the sign bit may show it */
	snprintf(out, sizeof(out), "%f", copysign(NAN, -1.0));
	CHECK(!strcmp(out, "-nan") || !strcmp(out, "nan"));
	return check_status();
}

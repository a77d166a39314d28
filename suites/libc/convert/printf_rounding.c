/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.1 paragraph 13, F.5: decimal results are correctly rounded; exact halves go to the even digit. */
#include "check.h"

#include <stdio.h>

static const struct {
	double value;
	int precision;
	const char *text;
} rows[] = {
	{ 0.5, 0, "0" },    { 1.5, 0, "2" },	{ 2.5, 0, "2" },
	{ 3.5, 0, "4" },    { -0.5, 0, "-0" },	{ -2.5, 0, "-2" },
	{ 0.25, 1, "0.2" }, { 0.75, 1, "0.8" }, { 0.125, 2, "0.12" },
	{ 0.375, 2, "0.38" }, { 0.0625, 3, "0.062" }, { 0.1875, 3, "0.188" },
	{ 9.5, 0, "10" },   { 10.5, 0, "10" },	{ 99.5, 0, "100" },
	{ 0.05, 1, "0.1" }, /* a little more than the half */
	{ 0.15, 1, "0.1" }, /* a little less */
	{ 0.35, 1, "0.3" }, { 0.45, 1, "0.5" },
	{ 1.005, 2, "1.00" }, { 2.675, 2, "2.67" },
	{ 0.49999999999999994, 0, "0" }, { 0.50000000000000011, 0, "1" },
	{ 4503599627370496.5, 0, "4503599627370496" },
	{ 4503599627370497.5, 0, "4503599627370498" },
	{ 0.9999999999999999, 15, "1.000000000000000" },
	{ 0.9999999999999999, 16, "0.9999999999999999" },
	{ 999999999999999.875, 2, "999999999999999.88" },
	{ 8.5, 0, "8" },    { 0.001953125, 8, "0.00195312" },
	{ 1e-320, 5, "0.00000" }, { 0.0078125, 6, "0.007812" },
};

int main(void)
{
	char out[64];
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		check_row("row", (intmax_t)i);
		snprintf(out, sizeof(out), "%.*f", rows[i].precision, rows[i].value);
		CHECK_STR(out, rows[i].text);
	}
	check_row(NULL, 0);
	snprintf(out, sizeof(out), "%.0e %.0e %.1e", 2.5, 3.5, 1.25);
	CHECK_STR(out, "2e+00 4e+00 1.2e+00");
	snprintf(out, sizeof(out), "%.1g %.2g %.2g", 2.5, 2.25, 2.75);
	CHECK_STR(out, "2 2.2 2.8");
	return check_status();
}

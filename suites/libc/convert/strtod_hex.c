/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.1.3 strtod: hexadecimal numbers are rounded correctly and need neither point nor exponent. */
#include "check.h"

#include <stdlib.h>

static const struct {
	const char *text;
	double value;
	int used;
} rows[] = {
	{ "0x1", 1.0, 3 },	       { "0X1P4", 16.0, 5 },
	{ "-0xA.8p0", -10.5, 8 },      { "0x.8", 0.5, 4 },
	{ "0x8.", 8.0, 4 },	       { "0x1p", 1.0, 3 },
	{ "0x1p+", 1.0, 3 },	       { "0x1p-1x", 0.5, 6 },
	{ "0x1e2", 482.0, 5 },	       { "0xg", 0.0, 1 },
	{ "0x", 0.0, 1 },	       { "0x.", 0.0, 1 },
	{ "0x.p1", 0.0, 1 },	       { "-0x", -0.0, 2 },
	{ "0x1.8.8", 1.5, 5 },	       { "0xabcdef", 11259375.0, 8 },
	{ "0xFEDCBA9876543210", 0xfedcba9876543p12, 18 },
	/* Half way to even, then with a bit far behind */
	{ "0x1.00000000000008p0", 1.0, 20 },
	{ "0x1.00000000000018p0", 0x1.0000000000002p0, 20 },
	{ "0x1.00000000000008000000000000000000001p0", 0x1.0000000000001p0, 41 },
	{ "0x1.00000000000007ffffffffffffffffffffffffp0", 1.0, 44 },
	{ "0x1.fffffffffffff8p0", 2.0, 20 },
	{ "0x100000000000008p-56", 1.0, 21 },
	{ "0x1000000000000080000000000000001p-120", 0x1.0000000000001p0, 38 },
	{ "0x0.0000000000000000000000000000000000001p148", 1.0, 45 },
	{ "0x10000000000000000000000000000000p-124", 1.0, 39 },
	{ "0x0000000000000000000000000000000000000000001p0", 1.0, 47 },
};

int main(void)
{
	size_t i;
	char *end;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		check_row("row", (intmax_t)i);
		CHECK_DBL(strtod(rows[i].text, &end), rows[i].value);
		CHECK_INT(end - rows[i].text, rows[i].used);
	}
	return check_status();
}

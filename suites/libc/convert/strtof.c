/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.1.3 strtof: rounded once, from the text to float, not through double; its own range. */
#include "check.h"

#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>

static const struct {
	const char *text;
	float value;
	int error;
} rows[] = {
	{ "0.1", 0x1.99999ap-4f, 0 },
	{ "16777217", 0x1p24f, 0 },
	{ "16777219", 0x1.000004p24f, 0 },
	/* 1 + 2^-24 + 2^-60: as double half way, which would go down */
	{ "1.000000059604644776258", 0x1.000002p0f, 0 },
	{ "0x1.000001000000001p0", 0x1.000002p0f, 0 },
	/* 1 + 3 * 2^-24 - 2^-60: as double half way, which would go up */
	{ "0x1.000002fffffffffp0", 0x1.000002p0f, 0 },
	{ "1.00000017881393432530", 0x1.000002p0f, 0 },
	{ "3.4028234e38", FLT_MAX, 0 },
	{ "3.4028235677973367e38", INFINITY, ERANGE },
	{ "3.40282356779733661637539395458e38", FLT_MAX, 0 },
	{ "1e39", INFINITY, ERANGE },
	{ "-1e39", -INFINITY, ERANGE },
	{ "1.1754943508222875080e-38", FLT_MIN, 0 },
	{ "0x1p-149", 0x1p-149f, 0 },
	{ "8388608.5", 0x1p23f, 0 },
	{ "8388609.5", 0x1.000004p23f, 0 },
};

int main(void)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		check_row("row", (intmax_t)i);
		errno = 0;
		CHECK_DBL(strtof(rows[i].text, NULL), rows[i].value);
		CHECK_INT(errno, rows[i].error);
	}
	check_row(NULL, 0);
	CHECK_DBL(strtof("1e-45", NULL), 0x1p-149f);
	CHECK_DBL(strtof("7.0064923216240853e-46", NULL), 0.0);
	CHECK_DBL(strtof("7.0064923216240854e-46", NULL), 0x1p-149f);
	return check_status();
}

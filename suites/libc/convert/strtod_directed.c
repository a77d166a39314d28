/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 F.5: conversion of decimal and hexadecimal text honours the rounding direction. */
#include "check.h"

#include <fenv.h>
#include <stdlib.h>

static const struct {
	const char *text;
	double down, up;
} rows[] = {
	{ "0.1", 0x1.9999999999999p-4, 0x1.999999999999ap-4 },
	{ "0.3", 0x1.3333333333333p-2, 0x1.3333333333334p-2 },
	{ "9007199254740993", 0x1p53, 0x1.0000000000001p53 },
	{ "0x1.00000000000001p0", 1.0, 0x1.0000000000001p0 },
	{ "0x1.00000000000008p0", 1.0, 0x1.0000000000001p0 },
	{ "1.00000000000000000000000000000001", 1.0, 0x1.0000000000001p0 },
	{ "1e-5000", 0.0, 0x1p-1074 },
	{ "0.5", 0.5, 0.5 },
};

static double in_mode(int mode, const char *text, int negative)
{
	char signed_text[64] = "-";
	size_t i;
	double value;

	for (i = 0; (signed_text[i + 1] = text[i]); i++)
		;
	REQUIRE(fesetround(mode) == 0);
	value = strtod(signed_text + !negative, NULL);
	fesetround(FE_TONEAREST);
	return value;
}

int main(void)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *text = rows[i].text;

		check_row("row", (intmax_t)i);
		CHECK_DBL(in_mode(FE_DOWNWARD, text, 0), rows[i].down);
		CHECK_DBL(in_mode(FE_UPWARD, text, 0), rows[i].up);
		CHECK_DBL(in_mode(FE_TOWARDZERO, text, 0), rows[i].down);
		CHECK_DBL(in_mode(FE_DOWNWARD, text, 1), -rows[i].up);
		CHECK_DBL(in_mode(FE_UPWARD, text, 1), -rows[i].down);
		CHECK_DBL(in_mode(FE_TOWARDZERO, text, 1), -rows[i].down);
	}
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.2 %d %i %u %o %x: skips white space, takes the longest prefix, and the width bounds all of it. */
#include "check.h"

#include <limits.h>
#include <stdio.h>

static const struct {
	const char *text, *format;
	int result;
	int value;
	int used; /* what %n says, -1: not reached */
} rows[] = {
	{ " \t\n42", "%d%n", 1, 42, 5 },   { "-42x", "%d%n", 1, -42, 3 },
	{ "+7", "%d%n", 1, 7, 2 },	   { "x", "%d%n", 0, 99, -1 },
	{ "", "%d%n", EOF, 99, -1 },	   { "  ", "%d%n", EOF, 99, -1 },
	{ "-", "%d%n", -2, 99, -1 },	   { "- 1", "%d%n", 0, 99, -1 },
	{ "12345", "%3d%n", 1, 123, 3 },   { "-12345", "%3d%n", 1, -12, 3 },
	{ "   12345", "%2d%n", 1, 12, 5 }, { "0x1f", "%d%n", 1, 0, 1 },
	{ "0x1f", "%i%n", 1, 31, 4 },	   { "017", "%i%n", 1, 15, 3 },
	{ "18", "%i%n", 1, 18, 2 },	   { "-0X10", "%i%n", 1, -16, 5 },
	{ "08", "%i%n", 1, 0, 1 },	   { "1f", "%x%n", 1, 31, 2 },
	{ "0x1F", "%x%n", 1, 31, 4 },	   { "0X1f", "%X%n", 1, 31, 4 },
	{ "0x1f", "%3x%n", 1, 1, 3 },	   { "178", "%o%n", 1, 15, 2 },
	{ "2147483647", "%d%n", 1, INT_MAX, 10 },
	{ "-2147483648", "%d%n", 1, INT_MIN, 11 },
	{ "4294967295", "%u%n", 1, -1, 10 },
	{ "0", "%i%n", 1, 0, 1 },	   { "0", "%x%n", 1, 0, 1 },
	{ "00012", "%d%n", 1, 12, 5 },	   { "5 6", "%*d%d%n", 1, 6, 3 },
};

int main(void)
{
	int value, used, result;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		check_row("row", (intmax_t)i);
		value = 99;
		used = -1;
		result = sscanf(rows[i].text, rows[i].format, &value, &used);
		/* -2: a lone sign before the end is a failure of either kind */
		if (rows[i].result == -2)
			CHECK(result == 0 || result == EOF);
		else
			CHECK_INT(result, rows[i].result);
		CHECK_INT(value, rows[i].value);
		CHECK_INT(used, rows[i].used);
	}
	return check_status();
}

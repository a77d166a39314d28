/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.1.4 strtol, strtoll: the limits themselves are no error, one more is ERANGE and the limit. */
#include "check.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

_Static_assert(LONG_MAX == 0x7fffffffffffffff, "rows are for 64 bits");

static const struct {
	const char *text;
	int base;
	long value;
	int error;
} rows[] = {
	{ "9223372036854775807", 10, LONG_MAX, 0 },
	{ "9223372036854775808", 10, LONG_MAX, ERANGE },
	{ "9223372036854775810", 10, LONG_MAX, ERANGE },
	{ "-9223372036854775807", 10, -LONG_MAX, 0 },
	{ "-9223372036854775808", 10, LONG_MIN, 0 },
	{ "-9223372036854775809", 10, LONG_MIN, ERANGE },
	{ "18446744073709551616", 10, LONG_MAX, ERANGE },
	{ "18446744073709551617", 10, LONG_MAX, ERANGE },
	{ "-18446744073709551617", 10, LONG_MIN, ERANGE },
	{ "99999999999999999999999999999999999999", 10, LONG_MAX, ERANGE },
	{ "0x7fffffffffffffff", 16, LONG_MAX, 0 },
	{ "0x8000000000000000", 0, LONG_MAX, ERANGE },
	{ "-0x8000000000000000", 0, LONG_MIN, 0 },
	{ "-0x8000000000000001", 0, LONG_MIN, ERANGE },
	{ "0777777777777777777777", 0, LONG_MAX, 0 },
	{ "01000000000000000000000", 8, LONG_MAX, ERANGE },
	{ "1y2p0ij32e8e7", 36, LONG_MAX, 0 },
	{ "1y2p0ij32e8e8", 36, LONG_MAX, ERANGE },
	{ "zzzzzzzzzzzzzzzz", 36, LONG_MAX, ERANGE },
};

int main(void)
{
	const char *text;
	size_t i;
	char *end;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		text = rows[i].text;
		check_row("row", (intmax_t)i);
		errno = 0;
		CHECK_INT(strtol(text, &end, rows[i].base), rows[i].value);
		CHECK_INT(errno, rows[i].error);
		/* Digits that do not fit are used all the same */
		CHECK_INT(*end, 0);
		errno = 0;
		CHECK_INT(strtoll(text, &end, rows[i].base), rows[i].value);
		CHECK_INT(errno, rows[i].error);
		CHECK_INT(*end, 0);
	}
	check_row(NULL, 0);
	errno = EBUSY;
	CHECK_INT(strtol("12", NULL, 10), 12);
	CHECK_INT(errno, EBUSY);
	return check_status();
}

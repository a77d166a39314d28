/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.1.4 strtoul, strtoull: a minus sign negates in the unsigned type; only the digits can be out of range. */
#include "check.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

static const struct {
	const char *text;
	int base;
	unsigned long value;
	int error;
	int used;
} rows[] = {
	{ "18446744073709551615", 10, ULONG_MAX, 0, 20 },
	{ "18446744073709551616", 10, ULONG_MAX, ERANGE, 20 },
	{ "18446744073709551619", 10, ULONG_MAX, ERANGE, 20 },
	{ "184467440737095516150", 10, ULONG_MAX, ERANGE, 21 },
	{ "-1", 10, ULONG_MAX, 0, 2 },
	{ "-18446744073709551615", 10, 1, 0, 21 },
	{ "-18446744073709551616", 10, ULONG_MAX, ERANGE, 21 },
	{ "-9223372036854775808", 10, 1UL << 63, 0, 20 },
	{ "+0", 10, 0, 0, 2 },
	{ "0xffffffffffffffff", 0, ULONG_MAX, 0, 18 },
	{ "0x10000000000000000", 0, ULONG_MAX, ERANGE, 19 },
	{ "-0xffffffffffffffff", 16, 1, 0, 19 },
	{ "01777777777777777777777", 0, ULONG_MAX, 0, 23 },
	{ "02000000000000000000000", 0, ULONG_MAX, ERANGE, 23 },
	{ "3w5e11264sgsf", 36, ULONG_MAX, 0, 13 },
	{ "3w5e11264sgsg", 36, ULONG_MAX, ERANGE, 13 },
	{ "4294967296", 10, 4294967296, 0, 10 },
	{ " 42 ", 10, 42, 0, 3 },
	{ "x", 10, 0, 0, 0 },
};

int main(void)
{
	size_t i;
	char *end;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		check_row("row", (intmax_t)i);
		errno = 0;
		CHECK_UINT(strtoul(rows[i].text, &end, rows[i].base), rows[i].value);
		if (rows[i].used)
			CHECK_INT(errno, rows[i].error);
		CHECK_INT(end - rows[i].text, rows[i].used);
		errno = 0;
		CHECK_UINT(strtoull(rows[i].text, &end, rows[i].base), rows[i].value);
		if (rows[i].used)
			CHECK_INT(errno, rows[i].error);
		CHECK_INT(end - rows[i].text, rows[i].used);
	}
	return check_status();
}

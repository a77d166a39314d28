/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.1.4 strtol: what is taken for a number and where it ends; no conversion leaves the whole string. */
#include "check.h"

#include <errno.h>
#include <stdlib.h>

static const struct {
	const char *text;
	int base;
	long value;
	int used;
} rows[] = {
	{ "0", 10, 0, 1 },	    { "123abc", 10, 123, 3 },
	{ " \t\n\v\f\r+17", 10, 17, 9 }, { "-17 ", 10, -17, 3 },
	{ "-0", 10, 0, 2 },	    { "+-5", 10, 0, 0 },
	{ "- 5", 10, 0, 0 },	    { "", 10, 0, 0 },
	{ "   ", 10, 0, 0 },	    { "abc", 10, 0, 0 },
	{ "+", 10, 0, 0 },	    { " -", 10, 0, 0 },
	{ "0x1F", 16, 31, 4 },	    { "1f", 16, 31, 2 },
	{ "0X1f", 0, 31, 4 },	    { "-0x10", 0, -16, 5 },
	{ "0x", 0, 0, 1 },	    { "0x", 16, 0, 1 },
	{ "0xg", 16, 0, 1 },	    { "-0xq", 0, 0, 2 },
	{ "0x1", 10, 0, 1 },	    { "0x1", 36, 1189, 3 },
	{ "017", 0, 15, 3 },	    { "089", 0, 0, 1 },
	{ "08", 8, 0, 1 },	    { "017", 10, 17, 3 },
	{ "012", 16, 18, 3 },	    { "10", 0, 10, 2 },
	{ "zZ", 36, 1295, 2 },	    { "1012", 2, 5, 3 },
	{ "00000000000000000000000000000000012", 10, 12, 35 },
	{ "12\xff", 10, 12, 2 },    { "1,234", 10, 1, 1 },
	{ "5.9", 10, 5, 1 },	    { "1e3", 10, 1, 1 },
};

int main(void)
{
	size_t i;
	char *end;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		check_row("row", (intmax_t)i);
		errno = 0;
		CHECK_INT(strtol(rows[i].text, &end, rows[i].base), rows[i].value);
		CHECK_INT(end - rows[i].text, rows[i].used);
		if (rows[i].used)
			CHECK_INT(errno, 0);
		CHECK_INT(strtoll(rows[i].text, &end, rows[i].base), rows[i].value);
		CHECK_INT(end - rows[i].text, rows[i].used);
		CHECK_INT(strtol(rows[i].text, NULL, rows[i].base), rows[i].value);
	}
	return check_status();
}

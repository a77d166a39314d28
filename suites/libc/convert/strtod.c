/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.1.3 strtod: decimal numbers become the nearest double (F.5), and end where the longest form ends. */
#include "check.h"

#include <errno.h>
#include <stdlib.h>

static const struct {
	const char *text;
	double value;
	int used;
} rows[] = {
	{ "0", 0.0, 1 },	       { "-0", -0.0, 2 },
	{ "1", 1.0, 1 },	       { "+1.5", 1.5, 4 },
	{ " \t\n\v\f\r12", 12.0, 8 },  { ".5", 0.5, 2 },
	{ "5.", 5.0, 2 },	       { "-.5e1", -5.0, 5 },
	{ "1e2", 100.0, 3 },	       { "1E+2", 100.0, 4 },
	{ "100e-2", 1.0, 6 },	       { "1e", 1.0, 1 },
	{ "1e+", 1.0, 1 },	       { "1e-x", 1.0, 1 },
	{ "1.5.5", 1.5, 3 },	       { "1 2", 1.0, 1 },
	{ "0.1", 0x1.999999999999ap-4, 3 },
	{ "0.3", 0x1.3333333333333p-2, 3 },
	{ "3.14159265358979323846", 0x1.921fb54442d18p+1, 22 },
	{ "123456789012345678", 0x1.b69b4ba630f35p+56, 18 },
	{ "1e23", 0x1.52d02c7e14af6p+76, 4 },
	{ "8.5e-300", 0x1.6c501bf28828ep-994, 8 },
	{ "1.7976931348623157e308", 0x1.fffffffffffffp+1023, 22 },
	{ "2.2250738585072014e-308", 0x1p-1022, 23 },
	{ "9007199254740993", 0x1p53, 16 },
	{ "9007199254740993.0000000001", 0x1.0000000000001p53, 27 },
	{ "0.000000000000000000000000000000000001e36", 1.0, 41 },
	{ "100000000000000000000000000000000000e-35", 1.0, 40 },
	{ "00000000000000000000000000000000000001.25", 1.25, 41 },
};

static const char *const no_numbers[] = { "", " ", "+", "-", ".", "e5", "-.",
					  "+.e1", "x1", "--1", "+-1", "in",
					  "na", "- 1" };

int main(void)
{
	size_t i;
	char *end;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		check_row("row", (intmax_t)i);
		errno = 0;
		CHECK_DBL(strtod(rows[i].text, &end), rows[i].value);
		CHECK_INT(end - rows[i].text, rows[i].used);
		CHECK_INT(errno, 0);
	}
	for (i = 0; i < sizeof(no_numbers) / sizeof(*no_numbers); i++) {
		check_row("no number", (intmax_t)i);
		CHECK_DBL(strtod(no_numbers[i], &end), 0.0);
		CHECK_PTR(end, no_numbers[i]);
	}
	return check_status();
}

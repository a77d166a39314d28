/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.4.1.1 wcstod, wcstof, wcstold: as strtod() over wide strings. */
#include "check.h"

#include <errno.h>
#include <math.h>
#include <wchar.h>

static const struct {
	const wchar_t *text;
	double value;
	int used;
} rows[] = {
	{ L"  -1.5e1x", -15.0, 8 },  { L".5", 0.5, 2 },
	{ L"0x1.8p1", 3.0, 7 },	     { L"inf", INFINITY, 3 },
	{ L"-INFINITY", -INFINITY, 9 }, { L"nan", NAN, 3 },
	{ L"nan(12)", NAN, 7 },	     { L"1e", 1.0, 1 },
	{ L"x", 0.0, 0 },	     { L"", 0.0, 0 },
	{ L"0.1", 0x1.999999999999ap-4, 3 },
	{ L"-0", -0.0, 2 },	     { L"1\x20ac", 1.0, 1 },
};

int main(void)
{
	wchar_t *end;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		check_row("row", (intmax_t)i);
		CHECK_DBL(wcstod(rows[i].text, &end), rows[i].value);
		CHECK_INT(end - rows[i].text, rows[i].used);
		CHECK_DBL(wcstof(rows[i].text, &end), (float)rows[i].value);
		CHECK_INT(end - rows[i].text, rows[i].used);
		wcstold(rows[i].text, &end);
		CHECK_INT(end - rows[i].text, rows[i].used);
	}
	check_row(NULL, 0);
	CHECK_LDBL(wcstold(L"0.1", NULL), 0.1L);
	errno = 0;
	CHECK_DBL(wcstod(L"1e999", NULL), HUGE_VAL);
	CHECK_INT(errno, ERANGE);
	return check_status();
}

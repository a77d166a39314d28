/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.4.1.2 wcstol and its kin: as strtol() over wide strings, with the same limits and errors. */
#include "check.h"

#include <errno.h>
#include <limits.h>
#include <inttypes.h>
#include <wchar.h>

static const struct {
	const wchar_t *text;
	int base;
	long value;
	int used, error;
} rows[] = {
	{ L" \t-42x", 10, -42, 5, 0 },
	{ L"0x1F", 0, 31, 4, 0 },
	{ L"0x", 0, 0, 1, 0 },
	{ L"017", 0, 15, 3, 0 },
	{ L"zz", 36, 1295, 2, 0 },
	{ L"9223372036854775807", 10, LONG_MAX, 19, 0 },
	{ L"9223372036854775808", 10, LONG_MAX, 19, ERANGE },
	{ L"-9223372036854775808", 10, LONG_MIN, 20, 0 },
	{ L"-9223372036854775809", 10, LONG_MIN, 20, ERANGE },
	{ L"5\x661", 10, 5, 1, 0 },
};

int main(void)
{
	wchar_t *end;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		check_row("row", (intmax_t)i);
		errno = 0;
		CHECK_INT(wcstol(rows[i].text, &end, rows[i].base), rows[i].value);
		CHECK_INT(errno, rows[i].error);
		CHECK_INT(end - rows[i].text, rows[i].used);
		errno = 0;
		CHECK_INT(wcstoll(rows[i].text, &end, rows[i].base), rows[i].value);
		CHECK_INT(errno, rows[i].error);
		CHECK_INT(wcstoimax(rows[i].text, NULL, rows[i].base),
			  rows[i].value);
	}
	check_row(NULL, 0);
	errno = 0;
	CHECK_UINT(wcstoul(L"18446744073709551615", &end, 10), ULONG_MAX);
	CHECK_INT(errno, 0);
	CHECK_UINT(wcstoul(L"-1", &end, 10), ULONG_MAX);
	CHECK_UINT(wcstoull(L"18446744073709551616", &end, 10), ULLONG_MAX);
	CHECK_INT(errno, ERANGE);
	CHECK_UINT(wcstoumax(L"0xff", NULL, 16), 255);
	end = NULL;
	CHECK_INT(wcstol(L"x", &end, 10), 0);
	CHECK_INT(*end, 'x');
	return check_status();
}

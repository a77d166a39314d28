/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.27.3.3 gmtime, POSIX.1-2017 XBD 4.16: seconds since the Epoch as date and time, before 1970 too. */
#include "check.h"

#include <time.h>

static const struct {
	long long seconds;
	int year, mon, mday, hour, min, sec, wday, yday;
} rows[] = {
	{ 0, 1970, 1, 1, 0, 0, 0, 4, 0 },
	{ -1, 1969, 12, 31, 23, 59, 59, 3, 364 },
	{ 86399, 1970, 1, 1, 23, 59, 59, 4, 0 },
	{ 68169600, 1972, 2, 29, 0, 0, 0, 2, 59 },
	{ 951782400, 2000, 2, 29, 0, 0, 0, 2, 59 },
	{ 951868800, 2000, 3, 1, 0, 0, 0, 3, 60 },
	{ 978307199, 2000, 12, 31, 23, 59, 59, 0, 365 },
	{ 1000000000, 2001, 9, 9, 1, 46, 40, 0, 251 },
	{ 2147483647, 2038, 1, 19, 3, 14, 7, 2, 18 },
	{ 2147483648, 2038, 1, 19, 3, 14, 8, 2, 18 },
	{ 4294967296, 2106, 2, 7, 6, 28, 16, 0, 37 },
	{ -2147483649, 1901, 12, 13, 20, 45, 51, 5, 346 },
	{ 4107542400, 2100, 3, 1, 0, 0, 0, 1, 59 },
	{ 13574563200, 2400, 2, 29, 0, 0, 0, 2, 59 },
	{ -2208988800, 1900, 1, 1, 0, 0, 0, 1, 0 },
	{ -2203891200, 1900, 3, 1, 0, 0, 0, 4, 59 },
	{ -11676096000, 1600, 1, 1, 0, 0, 0, 6, 0 },
	{ -62135596800, 1, 1, 1, 0, 0, 0, 1, 0 },
	{ 253402300799, 9999, 12, 31, 23, 59, 59, 5, 364 },
};

int main(void)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		time_t t = (time_t)rows[i].seconds;
		struct tm *tm = gmtime(&t);

		check_row("row", (intmax_t)i);
		REQUIRE(tm);
		CHECK_INT(tm->tm_year + 1900, rows[i].year);
		CHECK_INT(tm->tm_mon + 1, rows[i].mon);
		CHECK_INT(tm->tm_mday, rows[i].mday);
		CHECK_INT(tm->tm_hour, rows[i].hour);
		CHECK_INT(tm->tm_min, rows[i].min);
		CHECK_INT(tm->tm_sec, rows[i].sec);
		CHECK_INT(tm->tm_wday, rows[i].wday);
		CHECK_INT(tm->tm_yday, rows[i].yday);
		CHECK_INT(tm->tm_isdst, 0);
	}
	return check_status();
}

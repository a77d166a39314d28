/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 gmtime_r, mktime, XBD 4.16: the ends of each month and days between, from 1900 to 2199, leap years among them. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdlib.h>
#include <time.h>

static int is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int year, int mon)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30,
				    31, 31, 30, 31, 30, 31 };

	return days[mon] + (mon == 1 && is_leap(year));
}

/* Both ways, for 12:34:56 of the day; 1900-01-01 was a Monday */
static int is_right(long day, int year, int mon, int mday, int yday)
{
	time_t t = (day - 25567) * 86400L + 45296;
	struct tm tm, back = { .tm_year = year - 1900, .tm_mon = mon,
			       .tm_mday = mday, .tm_hour = 12, .tm_min = 34,
			       .tm_sec = 56 };

	return gmtime_r(&t, &tm) == &tm && tm.tm_year == year - 1900
	       && tm.tm_mon == mon && tm.tm_mday == mday && tm.tm_yday == yday
	       && tm.tm_wday == (day + 1) % 7 && tm.tm_hour == 12
	       && tm.tm_min == 34 && tm.tm_sec == 56 && mktime(&back) == t
	       && back.tm_yday == yday && back.tm_wday == tm.tm_wday;
}

int main(void)
{
	int year, mon, mday, yday;
	long day = 0;

	setenv("TZ", "UTC0", 1);
	for (year = 1900; year < 2200; year++) {
		int wrong = 0;

		yday = 0;
		for (mon = 0; mon < 12; mon++)
			for (mday = 1; mday <= month_days(year, mon);
			     mday++, day++, yday++)
				if (mday == 1 || mday >= 28 || day % 11 == 0)
					wrong += !is_right(day, year, mon, mday,
							   yday);
		check_row("year", year);
		CHECK_INT(wrong, 0);
		CHECK_INT(yday, is_leap(year) ? 366 : 365);
	}
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 XBD 8.3 TZ: Jn never counts 29 February, n does, from 0; both in leap years and others. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdlib.h>
#include <time.h>

/* Local noon of a day of 2023 and of 2024, and whether it is summer time */
static void check_day(int year, int mon, int mday, int isdst)
{
	struct tm tm = { .tm_year = year - 1900, .tm_mon = mon - 1,
			 .tm_mday = mday, .tm_hour = 12, .tm_isdst = -1 };
	time_t t = mktime(&tm);

	CHECK(t != -1);
	CHECK_INT(tm.tm_isdst, isdst);
	CHECK_INT(tm.tm_hour, 12);
	CHECK_INT(tm.tm_mday, mday);
}

static void zone(const char *rule)
{
	setenv("TZ", rule, 1);
	tzset();
}

int main(void)
{
	int year;

	/* J60 is 1 March of each year, J305 1 November */
	zone("AAA0BBB,J60/0,J305/0");
	for (year = 2023; year <= 2024; year++) {
		check_row("Jn, year", year);
		check_day(year, 2, 28, 0);
		check_day(year, 3, 1, 1);
		check_day(year, 3, 2, 1);
		check_day(year, 10, 31, 1);
		check_day(year, 11, 1, 0);
	}
	check_day(2024, 2, 29, 0);
	/* 59 is 1 March, in leap years 29 February; 304 1 November or 31 October */
	zone("AAA0BBB,59/0,304/0");
	check_row("n, year", 2023);
	check_day(2023, 2, 28, 0);
	check_day(2023, 3, 1, 1);
	check_day(2023, 10, 31, 1);
	check_day(2023, 11, 1, 0);
	check_row("n, year", 2024);
	check_day(2024, 2, 28, 0);
	check_day(2024, 2, 29, 1);
	check_day(2024, 10, 30, 1);
	check_day(2024, 10, 31, 0);
	/* Day 0 and J1 are 1 January */
	zone("AAA0BBB,0/0,J181/0");
	check_row("0 and J181", 2024);
	check_day(2024, 1, 1, 1);
	check_day(2024, 6, 29, 1);
	check_day(2024, 6, 30, 0);
	check_day(2024, 12, 31, 0);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.27.2.3 mktime, POSIX.1-2017: tm_isdst below 0 asks, 0 and 1 tell in which of both times the fields are meant. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdlib.h>
#include <time.h>

static time_t make(int mon, int mday, int hour, int isdst, struct tm *tm)
{
	*tm = (struct tm){ .tm_year = 124, .tm_mon = mon - 1, .tm_mday = mday,
			   .tm_hour = hour, .tm_isdst = isdst };
	return mktime(tm);
}

int main(void)
{
	struct tm tm;

	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
	/* 2024-07-01 12:00 in summer time, 10:00 UTC */
	CHECK_INT(make(7, 1, 12, -1, &tm), 1719828000);
	CHECK_INT(tm.tm_isdst, 1);
	CHECK_INT(make(7, 1, 12, 1, &tm), 1719828000);
	CHECK_INT(tm.tm_hour, 12);
	/* 12:00 in standard time is 13:00 by the clock of that day */
	CHECK_INT(make(7, 1, 12, 0, &tm), 1719831600);
	CHECK_INT(tm.tm_hour, 13);
	CHECK_INT(tm.tm_isdst, 1);
	/* 2024-01-15 12:00 in standard time, 11:00 UTC */
	CHECK_INT(make(1, 15, 12, -1, &tm), 1705316400);
	CHECK_INT(tm.tm_isdst, 0);
	CHECK_INT(make(1, 15, 12, 1, &tm), 1705312800);
	CHECK_INT(tm.tm_hour, 11);
	CHECK_INT(tm.tm_isdst, 0);
	/* 2024-10-27 02:30 is twice: first in summer time */
	CHECK_INT(make(10, 27, 2, 1, &tm), 1729987200);
	CHECK_INT(tm.tm_isdst, 1);
	CHECK_INT(make(10, 27, 2, 0, &tm), 1729990800);
	CHECK_INT(tm.tm_isdst, 0);
	return check_status();
}

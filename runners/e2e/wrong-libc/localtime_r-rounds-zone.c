/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: time/mktime_round_trip time/strftime_zone
 * Knows whole hours only. */
#include <time.h>

struct tm *__real_localtime_r(const time_t *t, struct tm *tm);

struct tm *__wrap_localtime_r(const time_t *t, struct tm *tm)
{
	__real_localtime_r(t, tm);
	tm->tm_gmtoff -= tm->tm_gmtoff % 3600;
	tm->tm_min = (int)((*t / 60 % 60 + 60) % 60);
	return tm;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: time/tz_julian
 * Counts 29 February in Jn too, a day early from March on in leap years. */
#include <time.h>

time_t __real_mktime(struct tm *tm);

time_t __wrap_mktime(struct tm *tm)
{
	struct tm before = *tm, at = *tm;

	before.tm_mday++;
	if (tm->tm_year % 4 == 0 && (tm->tm_mon > 1 || tm->tm_mday == 29)) {
		__real_mktime(&before);
		at.tm_isdst = -1;
		__real_mktime(&at);
		__real_mktime(tm);
		tm->tm_isdst = before.tm_isdst;
		return 0;
	}
	return __real_mktime(tm);
}

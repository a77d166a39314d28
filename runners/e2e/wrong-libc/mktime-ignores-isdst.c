/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: time/mktime_dst
 * Finds out itself whether it is summer time. */
#include <time.h>

time_t __real_mktime(struct tm *tm);

time_t __wrap_mktime(struct tm *tm)
{
	tm->tm_isdst = -1;
	return __real_mktime(tm);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: time/gmtime_each_day
 * Takes 1900 and 2100 for leap years. */
#include <time.h>

struct tm *__real_gmtime_r(const time_t *t, struct tm *tm);

struct tm *__wrap_gmtime_r(const time_t *t, struct tm *tm)
{
	time_t shifted = *t;

	/* From 2100-03-01 on it is a day behind, before 1900-03-01 one ahead */
	if (shifted >= 4107542400)
		shifted -= 86400;
	if (shifted < -2203891200)
		shifted += 86400;
	return __real_gmtime_r(&shifted, tm);
}

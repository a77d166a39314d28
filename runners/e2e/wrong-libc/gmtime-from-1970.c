/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: time/gmtime
 * Divides negative times towards zero. */
#include <time.h>

struct tm *__real_gmtime(const time_t *t);

struct tm *__wrap_gmtime(const time_t *t)
{
	struct tm *tm = __real_gmtime(t);

	if (*t < 0)
		tm->tm_sec = (int)(*t % 60);
	return tm;
}

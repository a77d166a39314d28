/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: time/mktime_normalize
 * Does not bring the fields into range. */
#include <time.h>

time_t __real_mktime(struct tm *tm);

time_t __wrap_mktime(struct tm *tm)
{
	struct tm copy = *tm;

	return __real_mktime(&copy);
}

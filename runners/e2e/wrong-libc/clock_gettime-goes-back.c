/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: time/clock_gettime
 * Goes back now and then. */
#include <time.h>

int __real_clock_gettime(clockid_t clock, struct timespec *ts);

int __wrap_clock_gettime(clockid_t clock, struct timespec *ts)
{
	static int calls;
	int result = __real_clock_gettime(clock, ts);

	if (!result && ++calls % 100 == 0)
		ts->tv_sec--;
	return result;
}

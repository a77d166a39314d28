/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: time/nanosleep
 * Sleeps half of the time. */
#include <time.h>

int __real_nanosleep(const struct timespec *ts, struct timespec *left);

int __wrap_nanosleep(const struct timespec *ts, struct timespec *left)
{
	struct timespec half = { ts->tv_sec / 2, ts->tv_nsec / 2 };

	return __real_nanosleep(&half, left);
}

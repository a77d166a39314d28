/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: pthread/cpu_clock
 * Takes elapsed time for the time used. */
#include <time.h>

int __real_clock_gettime(clockid_t clock, struct timespec *t);

int __wrap_clock_gettime(clockid_t clock, struct timespec *t)
{
	return __real_clock_gettime(clock == CLOCK_THREAD_CPUTIME_ID ? CLOCK_MONOTONIC : clock, t);
}

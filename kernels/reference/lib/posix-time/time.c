/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Clocks and sleeping. POSIX.1-2017 clock_gettime(), nanosleep(); there is no
 * clock of the time of day: CLOCK_REALTIME is not available.
 */
#include <uk/plat/time.h>
#include <uk/sched.h>
#include <uk/syscall.h>

#define CLOCK_MONOTONIC 1
#define CLOCK_BOOTTIME 7

struct timespec {
	long sec;
	long nsec;
};

UK_SYSCALL_R_DEFINE(int, clock_gettime, int, clock, struct timespec *, ts)
{
	__nsec now = ukplat_monotonic_clock();

	if (clock != CLOCK_MONOTONIC && clock != CLOCK_BOOTTIME)
		return -EINVAL;
	ts->sec = (long)(now / UKARCH_NSEC_PER_SEC);
	ts->nsec = (long)(now % UKARCH_NSEC_PER_SEC);
	return 0;
}

UK_SYSCALL_R_DEFINE(int, nanosleep, const struct timespec *, request,
		    struct timespec *, rest)
{
	const __u64 longest = __NSEC_MAX / UKARCH_NSEC_PER_SEC - 1;

	if (request->sec < 0 || request->nsec < 0 ||
	    request->nsec >= (long)UKARCH_NSEC_PER_SEC)
		return -EINVAL;
	uk_sched_thread_sleep(MIN((__u64)request->sec, longest) *
				      UKARCH_NSEC_PER_SEC +
			      (__nsec)request->nsec);
	return 0;
}

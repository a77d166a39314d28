/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reading clocks and sleeping. POSIX.1-2017 clock_getres(), clock_nanosleep(),
 * nanosleep(), times(), getrusage(); Linux gettimeofday(2).
 */
#include <errno.h>
#include <uk/nofault.h>
#include <uk/plat/time.h>
#include <uk/process.h>
#include <uk/syscall.h>
#include <uk/wait.h>

#include "internal.h"

#define TIMER_ABSTIME 1
#define RESOLUTION_NSEC 1
#define COARSE_RESOLUTION_NSEC 1000000
#define RUSAGE_SELF 0
#define RUSAGE_CHILDREN (-1)
#define RUSAGE_THREAD 1
#define TICKS_PER_SEC 100 /* sysconf(_SC_CLK_TCK) */

struct timeval64 {
	long sec, usec;
};

static int put(const struct uk_timespec ts, struct uk_timespec *to)
{
	return uk_nofault_try_write(ts, to) ? 0 : -EFAULT;
}

UK_SYSCALL_R_DEFINE(int, clock_gettime, int, clock, struct uk_timespec *, to)
{
	__nsec now;
	int rc = uk_clock_read(clock, &now);

	return rc ? rc : put(uk_timespec_of(now), to);
}

UK_SYSCALL_R_DEFINE(int, clock_getres, int, clock, struct uk_timespec *, to)
{
	__nsec now;
	bool is_coarse = clock == CLOCK_REALTIME_COARSE ||
			 clock == CLOCK_MONOTONIC_COARSE;
	int rc = uk_clock_read(clock, &now);

	if (rc || !to)
		return rc;
	return put(uk_timespec_of(is_coarse ? COARSE_RESOLUTION_NSEC
					    : RESOLUTION_NSEC),
		   to);
}

UK_SYSCALL_R_DEFINE(int, clock_settime, int, clock, const struct uk_timespec *,
		    from)
{
	struct uk_timespec ts;

	if (!uk_nofault_try_read(ts, from))
		return -EFAULT;
	if (clock != CLOCK_REALTIME || !uk_timespec_is_valid(&ts))
		return -EINVAL;
	uk_clock_set_realtime(uk_timespec_to_nsec(&ts));
	return 0;
}

UK_SYSCALL_R_DEFINE(int, gettimeofday, struct timeval64 *, to, void *,
		    zone)
{
	__nsec now = uk_clock_realtime();
	struct timeval64 tv = {
		.sec = (long)ukarch_time_nsec_to_sec(now),
		.usec = (long)ukarch_time_nsec_to_usec(ukarch_time_subsec(now)),
	};

	if (!to)
		return 0;
	return uk_nofault_try_write(tv, to) ? 0 : -EFAULT;
}

/* All time is user time; there are no children */
UK_SYSCALL_R_DEFINE(long, times, long *, to)
{
	const __nsec tick = UKARCH_NSEC_PER_SEC / TICKS_PER_SEC;
	struct {
		long user, system, children_user, children_system;
	} tms = {0};

	tms.user = (long)(posix_process_cpu_time(posix_process_current()) /
			  tick);
	if (to && !uk_nofault_try_write(tms, to))
		return -EFAULT;
	return (long)(ukplat_monotonic_clock() / tick);
}

static int used_by(int who, __nsec *time)
{
	switch (who) {
	case RUSAGE_SELF:
		return uk_clock_read(CLOCK_PROCESS_CPUTIME_ID, time);
	case RUSAGE_THREAD:
		return uk_clock_read(CLOCK_THREAD_CPUTIME_ID, time);
	case RUSAGE_CHILDREN:
		*time = 0;
		return 0;
	default:
		return -EINVAL;
	}
}

/* Nothing but time is counted */
UK_SYSCALL_R_DEFINE(int, getrusage, int, who, void *, to)
{
	struct {
		struct timeval64 user, system;
		long counts[14];
	} usage = {0};
	__nsec time;
	int rc = used_by(who, &time);

	if (rc)
		return rc;
	usage.user.sec = (long)ukarch_time_nsec_to_sec(time);
	usage.user.usec =
		(long)ukarch_time_nsec_to_usec(ukarch_time_subsec(time));
	return uk_nofault_try_write(usage, to) ? 0 : -EFAULT;
}

/* @return 0 at the deadline, or -EINTR */
static int sleep_until(__nsec until)
{
	struct uk_waitq nobody = UK_WAITQ_INIT;
	int rc = uk_waitq_wait(&nobody, until);

	return rc == -ETIMEDOUT ? 0 : rc;
}

/* What is left of a sleep */
static int put_rest(__nsec until, struct uk_timespec *to)
{
	__nsec now = ukplat_monotonic_clock();

	if (!to)
		return -EINTR;
	return put(uk_timespec_of(until > now ? until - now : 0), to)
		       ? -EFAULT
		       : -EINTR;
}

static int do_sleep(int clock, bool is_absolute, const struct uk_timespec *from,
		    struct uk_timespec *rest)
{
	struct uk_timespec ts;
	__nsec until;
	int rc;

	if (!uk_nofault_try_read(ts, from))
		return -EFAULT;
	if (!uk_timespec_is_valid(&ts))
		return -EINVAL;
	until = uk_time_deadline(clock, &ts, is_absolute);
	rc = sleep_until(until);
	if (is_absolute)
		return uk_waitq_restart(rc);
	return rc ? put_rest(until, rest) : 0;
}

UK_SYSCALL_R_DEFINE(int, nanosleep, const struct uk_timespec *, request,
		    struct uk_timespec *, rest)
{
	return do_sleep(CLOCK_MONOTONIC, false, request, rest);
}

/* Not for clocks that stand still while their thread sleeps */
UK_SYSCALL_R_DEFINE(int, clock_nanosleep, int, clock, int, flags,
		    const struct uk_timespec *, request, struct uk_timespec *,
		    rest)
{
	switch (clock) {
	case CLOCK_REALTIME:
	case CLOCK_MONOTONIC:
	case CLOCK_BOOTTIME:
	case CLOCK_TAI:
		return do_sleep(clock, !!(flags & TIMER_ABSTIME), request,
				rest);
	case CLOCK_PROCESS_CPUTIME_ID:
	case CLOCK_MONOTONIC_RAW:
	case CLOCK_REALTIME_COARSE:
	case CLOCK_MONOTONIC_COARSE:
		return -EOPNOTSUPP;
	default:
		return -EINVAL;
	}
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The clocks. The time of day is that of the machine's real-time clock at boot,
 * or what the command line says (posix_time.epoch), plus the monotonic clock.
 * Interface: <uk/posix_time.h>.
 */
#include <errno.h>
#include <uk/init.h>
#include <uk/libparam.h>
#include <uk/plat/rtc.h>
#include <uk/plat/time.h>
#include <uk/posix_time.h>
#include <uk/process.h>
#include <uk/program.h>
#include <uk/sched.h>

#include "internal.h"
#include "timer.h"

/* Time of day of a machine that does not know it: 2024-01-01 */
#define EPOCH_UNKNOWN 1704067200UL

/* Seconds since 1970 at the start of the machine; 0: its own clock is asked */
static __u64 epoch;
UK_LIBPARAM("posix_time.epoch", UK_LIBPARAM_U64, epoch);

/* Time of day when the monotonic clock was 0: now, and before a program set it */
static __nsec realtime_start, realtime_start_at_boot;

__nsec uk_clock_realtime(void)
{
	return realtime_start + ukplat_monotonic_clock();
}

void uk_clock_set_realtime(__nsec now)
{
	realtime_start = now - ukplat_monotonic_clock();
	uk_timer_review();
}

static int read_thread(struct posix_thread *pt, __nsec *now)
{
	if (!pt)
		return -EINVAL;
	*now = uk_thread_cpu_time(pt->thread);
	return 0;
}

static int read_process(struct posix_process *p, __nsec *now)
{
	*now = posix_process_cpu_time(p);
	return 0;
}

/* There is one process to ask about; number 0 is the caller */
static int read_other(int clock, __nsec *now)
{
	int id = ~(clock >> CPU_CLOCK_ID_SHIFT);
	struct posix_process *p = posix_process_current();

	if ((clock & CPU_CLOCK_KIND_MASK) == CPU_CLOCK_KIND_MASK)
		return -EINVAL;
	if (clock & CPU_CLOCK_THREAD)
		return read_thread(id ? posix_process_find(p, id)
				      : posix_thread_current(), now);
	return id && id != p->pid ? -EINVAL : read_process(p, now);
}

int uk_clock_read(int clock, __nsec *now)
{
	switch (clock) {
	case CLOCK_REALTIME:
	case CLOCK_REALTIME_COARSE:
	case CLOCK_REALTIME_ALARM:
	case CLOCK_TAI:
		*now = uk_clock_realtime();
		return 0;
	case CLOCK_MONOTONIC:
	case CLOCK_MONOTONIC_RAW:
	case CLOCK_MONOTONIC_COARSE:
	case CLOCK_BOOTTIME:
	case CLOCK_BOOTTIME_ALARM:
		*now = ukplat_monotonic_clock();
		return 0;
	case CLOCK_PROCESS_CPUTIME_ID:
		return read_process(posix_process_current(), now);
	case CLOCK_THREAD_CPUTIME_ID:
		return read_thread(posix_thread_current(), now);
	default:
		return clock < 0 ? read_other(clock, now) : -EINVAL;
	}
}

__nsec uk_time_deadline(int clock, const struct uk_timespec *ts,
			bool is_absolute)
{
	__nsec time = uk_timespec_to_nsec(ts);
	__nsec monotonic = ukplat_monotonic_clock();
	__nsec now = 0;

	if (is_absolute && uk_clock_read(clock, &now) < 0)
		return 0;
	time = time > now ? time - now : 0;
	if (time >= __NSEC_MAX - monotonic)
		return 0;
	return MAX(monotonic + time, (__nsec)1);
}

static int set_epoch(struct uk_init_ctx *ctx __unused)
{
	__u64 rtc = epoch ? epoch : ukplat_rtc_read();

	uk_clock_set_realtime(
		ukarch_time_sec_to_nsec(rtc ? rtc : EPOCH_UNKNOWN));
	realtime_start_at_boot = realtime_start;
	return 0;
}

static void reset(void)
{
	realtime_start = realtime_start_at_boot;
}

UK_PROGRAM_HOOKS(NULL, reset, 5);

uk_lib_initcall_prio(set_epoch, 0, 1);

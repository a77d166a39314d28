/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Clocks of POSIX.1-2017 (2.8.5, clock_gettime()) for the kernel's libraries.
 * Numbers of Linux. Times are nanoseconds; deadlines are on the monotonic clock
 * of the platform, which never jumps.
 */
#ifndef __UK_POSIX_TIME_H__
#define __UK_POSIX_TIME_H__

#include <stdbool.h>
#include <uk/arch/time.h>
#include <uk/arch/types.h>
#include <uk/timespec.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#define CLOCK_PROCESS_CPUTIME_ID 2
#define CLOCK_THREAD_CPUTIME_ID 3
#define CLOCK_MONOTONIC_RAW 4
#define CLOCK_REALTIME_COARSE 5
#define CLOCK_MONOTONIC_COARSE 6
#define CLOCK_BOOTTIME 7
#define CLOCK_REALTIME_ALARM 8
#define CLOCK_BOOTTIME_ALARM 9
#define CLOCK_TAI 11

/** @return nanoseconds since 1970-01-01 00:00 UTC */
__nsec uk_clock_realtime(void);

/**
 * Reads a clock.
 * @return 0; -EINVAL: there is no such clock, or its process or thread is gone
 */
int uk_clock_read(int clock, __nsec *now);

/**
 * @param ts valid
 * @param is_absolute a time of `clock`, else from now on
 * @return the same as deadline on the monotonic clock; 0: never
 */
__nsec uk_time_deadline(int clock, const struct uk_timespec *ts,
			bool is_absolute);

#ifdef __cplusplus
}
#endif

#endif /* __UK_POSIX_TIME_H__ */

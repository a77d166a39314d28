/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Times as programs have them: struct timespec of POSIX.1-2017 <time.h>, laid out
 * as on 64-bit Linux.
 */
#ifndef __UK_TIMESPEC_H__
#define __UK_TIMESPEC_H__

#include <stdbool.h>
#include <uk/arch/time.h>
#include <uk/arch/types.h>

#ifdef __cplusplus
extern "C" {
#endif

struct uk_timespec {
	__s64 sec;
	__s64 nsec;
};

/** @return whether it is a time that is not negative, in its normal form */
static inline bool uk_timespec_is_valid(const struct uk_timespec *ts)
{
	return ts->sec >= 0 && ts->nsec >= 0 &&
	       ts->nsec < (__s64)UKARCH_NSEC_PER_SEC;
}

/** @return nanoseconds; the longest time for more than can be told */
static inline __nsec uk_timespec_to_nsec(const struct uk_timespec *ts)
{
	if ((__u64)ts->sec >= __NSEC_MAX / UKARCH_NSEC_PER_SEC)
		return __NSEC_MAX;
	return ukarch_time_sec_to_nsec((__nsec)ts->sec) + (__nsec)ts->nsec;
}

static inline struct uk_timespec uk_timespec_of(__nsec nsec)
{
	return (struct uk_timespec){
		.sec = (__s64)ukarch_time_nsec_to_sec(nsec),
		.nsec = (__s64)ukarch_time_subsec(nsec),
	};
}

#ifdef __cplusplus
}
#endif

#endif /* __UK_TIMESPEC_H__ */

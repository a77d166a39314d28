/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Time types of the kernel: 64-bit nanoseconds of the monotonic clock.
 */
#ifndef __UK_ARCH_TIME_H__
#define __UK_ARCH_TIME_H__

#include <uk/arch/types.h>

/** Nanoseconds: an instant of the monotonic clock, or a duration */
typedef __u64 __nsec;
/** Signed difference of two instants in nanoseconds */
typedef __s64 __snsec;

#define __NSEC_MAX ((__nsec)-1)

#define UKARCH_NSEC_PER_SEC 1000000000UL

#define ukarch_time_nsec_to_usec(ns) ((ns) / 1000UL)
#define ukarch_time_nsec_to_msec(ns) ((ns) / 1000000UL)
#define ukarch_time_nsec_to_sec(ns) ((ns) / UKARCH_NSEC_PER_SEC)
#define ukarch_time_usec_to_nsec(us) ((__nsec)(us) * 1000UL)
#define ukarch_time_msec_to_nsec(ms) ((__nsec)(ms) * 1000000UL)
#define ukarch_time_sec_to_nsec(s) ((__nsec)(s) * UKARCH_NSEC_PER_SEC)

#endif /* __UK_ARCH_TIME_H__ */

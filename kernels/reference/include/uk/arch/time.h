/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Conversions between nanoseconds and the other units of time.
 */
#ifndef __UK_ARCH_TIME_H__
#define __UK_ARCH_TIME_H__

#include <uk/arch/types.h>

#define UKARCH_NSEC_PER_SEC 1000000000UL

#define ukarch_time_nsec_to_sec(ns) ((ns) / UKARCH_NSEC_PER_SEC)
#define ukarch_time_nsec_to_msec(ns) ((ns) / 1000000UL)
#define ukarch_time_nsec_to_usec(ns) ((ns) / 1000UL)
#define ukarch_time_subsec(ns) ((ns) % UKARCH_NSEC_PER_SEC)
#define ukarch_time_sec_to_nsec(s) ((__nsec)(s) * UKARCH_NSEC_PER_SEC)
#define ukarch_time_msec_to_nsec(ms) ((__nsec)(ms) * 1000000UL)
#define ukarch_time_usec_to_nsec(us) ((__nsec)(us) * 1000UL)

#endif /* __UK_ARCH_TIME_H__ */

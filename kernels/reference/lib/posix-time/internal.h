/* SPDX-License-Identifier: BSD-3-Clause */
/* Between the files of posix-time. */
#ifndef __POSIX_TIME_INTERNAL_H__
#define __POSIX_TIME_INTERNAL_H__

#include <uk/posix_time.h>

/* The number of a clock of another process or thread: the complement of its
 * number, three bits for what it counts (Linux, <linux/posix-timers.h>)
 */
#define CPU_CLOCK_ID_SHIFT 3
#define CPU_CLOCK_THREAD 4
#define CPU_CLOCK_KIND_MASK 3

/** Makes it that time of day */
void uk_clock_set_realtime(__nsec now);

#endif /* __POSIX_TIME_INTERNAL_H__ */

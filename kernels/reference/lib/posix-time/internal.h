/* SPDX-License-Identifier: BSD-3-Clause */
/* Between the files of posix-time. */
#ifndef __POSIX_TIME_INTERNAL_H__
#define __POSIX_TIME_INTERNAL_H__

#include <uk/posix_time.h>

/** Makes it that time of day */
void uk_clock_set_realtime(__nsec now);

#endif /* __POSIX_TIME_INTERNAL_H__ */

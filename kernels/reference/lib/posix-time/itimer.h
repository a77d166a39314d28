/* SPDX-License-Identifier: BSD-3-Clause */
/* Interval timers of the running process, for system calls that set them. */
#ifndef __POSIX_TIME_ITIMER_H__
#define __POSIX_TIME_ITIMER_H__

#include "timer.h"

#define ITIMER_REAL 0
#define ITIMER_VIRTUAL 1
#define ITIMER_PROF 2
#define ITIMER_COUNT 3

/** @return the timer of that kind */
struct uk_timer *uk_itimer(int which);

#endif /* __POSIX_TIME_ITIMER_H__ */

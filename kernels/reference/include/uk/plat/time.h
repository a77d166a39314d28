/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Clock of the platform.
 */
#ifndef __UK_PLAT_TIME_H__
#define __UK_PLAT_TIME_H__

#include <uk/arch/time.h>
#include <uk/arch/types.h>

/**
 * Nanoseconds since the clock was set up; 0 before. Never goes backwards, the
 * same on all CPUs. Any context.
 */
__nsec ukplat_monotonic_clock(void);

/** Sets the clock up; called once by the platform, before constructors. */
void ukplat_time_init(void);

#endif /* __UK_PLAT_TIME_H__ */

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Timer of the calling CPU: one interrupt at a time to come. What it is for is
 * found out at its end (<uk/plat/irq.h>). Where a storm blows, interrupts come
 * earlier and more often than anybody asked for.
 */
#ifndef __UK_PLAT_TIMER_H__
#define __UK_PLAT_TIMER_H__

#include <uk/arch/time.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Interrupts the calling CPU once, soon after the monotonic clock has reached
 * `at`; at once if it has. Replaces the time set before. The interrupt may come
 * too early, where the hardware cannot count that far. Interrupts disabled.
 * @return 0; -ENODEV: the machine has no such interrupt
 */
int ukplat_timer_set(__nsec at);

/** Whether the calling CPU's timer is still to interrupt. Interrupts disabled */
int ukplat_timer_is_set(void);

/**
 * Interrupts of the calling CPU's timer since it was started. Counted before
 * their end is told to anybody.
 */
__u64 ukplat_timer_count(void);

/** For the platform's handler of the timer: there was one. */
void ukplat_timer_counted(void);

/**
 * The storm, for tests: with the kernel parameter `irq.storm=NSEC` the timer of
 * each CPU that has something to do interrupts again NSEC nanoseconds after each
 * interrupt, so that whatever the kernel does is interrupted sooner or later.
 * @return NSEC; 0: there is none
 */
__nsec ukplat_timer_storm(void);

/** Begins the calling CPU's storm, or goes on with it; nothing without a storm.
 *  Any context
 */
void ukplat_timer_storm_on(void);

#ifdef __cplusplus
}
#endif

#endif /* __UK_PLAT_TIMER_H__ */

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Timer of the calling CPU: one interrupt at a time to come. What it is for is
 * found out at its end (<uk/plat/irq.h>).
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

#ifdef __cplusplus
}
#endif

#endif /* __UK_PLAT_TIMER_H__ */

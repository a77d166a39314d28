/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the cases share: waiting that ends, and interrupts that the boot CPU sends
 * to itself. Nothing is compared with the time outside of the guest: a host that
 * is busy makes interrupts late, never early and never lost.
 */
#ifndef __SUITE_INTERRUPTS_H__
#define __SUITE_INTERRUPTS_H__

#include <uk/arch/time.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/time.h>
#include <uk/plat/timer.h>
#include <uk/test.h>
#include <uk/test_cpus.h>

/** @return nanoseconds after which an interrupt counts as lost: more than a busy
 *  host adds; little once one was lost, as then there is no use in patience
 */
__nsec irq_patience(void);

/** Parts in 100 that the timer may be early: clock and timer may be two
 *  oscillators, of which one was measured against the other
 */
#define IRQ_EARLY_PERCENT 3

#define LOAD(var) __atomic_load_n(&(var), __ATOMIC_ACQUIRE)
#define STORE(var, value) __atomic_store_n(&(var), (value), __ATOMIC_RELEASE)
#define ADD(var, value) __atomic_add_fetch(&(var), (value), __ATOMIC_ACQ_REL)

/** Waits until the calling CPU's timer has interrupted `count` times in all.
 *  @return whether it has
 */
__bool irq_timer_reaches(__u64 count);

/** Waits until `*var` is at least `value`. @return whether it is */
__bool irq_reaches(const unsigned int *var, unsigned int value);

/** Lets time pass in a loop. */
void irq_spin(__nsec nsec);

/** Runs `fn(regs, arg)` in a handler of an interrupt that the boot CPU sends to
 *  itself. Returns at once; interrupts may be disabled. @return 0 or an error
 */
int irq_request(ukplat_lcpu_func_t fn, void *arg);

/** A line of a device that no machine here has */
extern const unsigned int irq_quiet_line;

/** Begin of a case that counts interrupts */
#define IRQ_NEEDS_QUIET()                                                      \
	do {                                                                   \
		if (ukplat_timer_storm())                                      \
			UK_TEST_SKIP("timer storm: interrupts come early");    \
	} while (0)

#endif /* __SUITE_INTERRUPTS_H__ */

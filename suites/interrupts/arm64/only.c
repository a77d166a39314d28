/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interrupts that are none: a line that has become quiet before its interrupt
 * could come (Arm IHI 0069, 2.2.1: INTID 1023). Arm ARM (DDI 0487) D11.2.4.
 */
#include <uk/asm/sysreg.h>
#include <uk/essentials.h>

#include "suite.h"

/* A shared interrupt that QEMU's virt keeps for messages */
const unsigned int irq_quiet_line = 96;

#define TIMER_STATUS 4UL /* CNTV_CTL_EL0.ISTATUS */

static void count(struct __regs *regs __unused, void *arg)
{
	ADD(*(unsigned int *)arg, 1);
}

/* @return whether the line was active before it was made quiet */
static __bool withdraw_timer(void)
{
	unsigned long flags = ukarch_irq_save();
	__bool was_active;

	ukplat_timer_set(ukplat_monotonic_clock());
	irq_spin(ukarch_time_usec_to_nsec(5));
	was_active = !!(SYSREG_READ(cntv_ctl_el0) & TIMER_STATUS);
	SYSREG_WRITE(cntv_ctl_el0, 0);
	isb();
	ukarch_irq_restore(flags);
	return was_active;
}

UK_TESTCASE(interrupts, spurious_interrupts_change_nothing)
{
	unsigned int seen = 0;
	unsigned int i;

	for (i = 0; i < 20; i++) {
		__u64 timers = ukplat_timer_count();
		unsigned long flags;

		UK_TEST_EXPECT(withdraw_timer());
		UK_TEST_ASSERT(irq_request(count, &seen) == 0);
		UK_TEST_ASSERT(irq_reaches(&seen, i + 1));
		flags = ukarch_irq_save();
		ukplat_timer_set(ukplat_monotonic_clock());
		ukarch_irq_restore(flags);
		UK_TEST_ASSERT(irq_timer_reaches(timers + 1));
	}
}

/* A counter of another frequency would be a clock that is fast or slow */
UK_TESTCASE(interrupts, counter_of_the_timer_is_that_of_the_clock)
{
	__u64 hz = SYSREG_READ(cntfrq_el0);
	__nsec from, to;
	__u64 ticks;

	isb();
	ticks = SYSREG_READ(cntvct_el0);
	from = ukplat_monotonic_clock();
	irq_spin(ukarch_time_usec_to_nsec(500));
	to = ukplat_monotonic_clock();
	isb();
	ticks = SYSREG_READ(cntvct_el0) - ticks;
	/* The ticks were taken outside of the times, so they are more */
	UK_TEST_EXPECT(ticks + 1 >= (to - from) * hz / UKARCH_NSEC_PER_SEC);
}

static __u64 counter(void)
{
	isb();
	return SYSREG_READ(cntvct_el0);
}

/* Nor does it leave out any of the time that the counter tells */
UK_TESTCASE(interrupts, clock_is_not_slower_than_the_counter)
{
	__u64 hz = SYSREG_READ(cntfrq_el0);
	__nsec from = ukplat_monotonic_clock(), passed;
	__u64 start = counter(), ticks;

	do
		ticks = counter() - start;
	while (ticks < hz / 2000);
	passed = ukplat_monotonic_clock() - from;
	/* Each look is rounded down */
	UK_TEST_EXPECTF(passed + 1 >= ticks * UKARCH_NSEC_PER_SEC / hz,
			"expected %lu ns to pass but were %lu",
			ticks * UKARCH_NSEC_PER_SEC / hz, passed);
}

/* Nobody waits an hour: what the timer compares with says it */
UK_TESTCASE(interrupts, timer_is_set_far_ahead)
{
	static const __u64 seconds[] = { 5, 100, 3600, 1000000 };
	__u64 hz = SYSREG_READ(cntfrq_el0);
	unsigned long flags;
	__u64 before, at, after;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(seconds); i++) {
		flags = ukarch_irq_save();
		isb();
		before = SYSREG_READ(cntvct_el0);
		ukplat_timer_set(ukplat_monotonic_clock() +
				 ukarch_time_sec_to_nsec(seconds[i]));
		at = SYSREG_READ(cntv_cval_el0);
		isb();
		after = SYSREG_READ(cntvct_el0);
		ukplat_timer_set(ukplat_monotonic_clock());
		ukarch_irq_restore(flags);
		UK_TEST_EXPECTF(at - before + 1 >= seconds[i] * hz &&
					at <= after + seconds[i] * hz + 1,
				"expected %lu s to be %lu ticks but were %lu",
				seconds[i], seconds[i] * hz, at - before);
	}
}

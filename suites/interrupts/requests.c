/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interrupts that the boot CPU sends to itself as it does to others: what handlers
 * see, that they nest, that none is lost.
 */
#include <uk/plat/memory.h>

#include "suite.h"

struct seen {
	unsigned int count;
	int irqs_disabled;
	__bool has_regs;
	__uptr pc;
	__u64 timers_before, timers_after;
};

static void look(struct __regs *regs, void *arg)
{
	struct seen *seen = arg;

	seen->irqs_disabled = ukarch_irq_disabled();
	seen->has_regs = !!regs;
	seen->pc = regs ? ukarch_regs_pc(regs) : 0;
	ADD(seen->count, 1);
}

static __bool is_code(__uptr pc)
{
	struct ukplat_memregion_desc *mrd;

	ukplat_memregion_foreach(&mrd, UKPLAT_MEMRT_KERNEL,
				 UKPLAT_MEMRF_EXECUTE)
		if (pc >= mrd->vbase && pc < mrd->vbase + mrd->len)
			return 1;
	return 0;
}

UK_TESTCASE(interrupts, handler_sees_what_it_interrupted)
{
	struct seen seen = {0};

	UK_TEST_ASSERT(irq_request(look, &seen) == 0);
	UK_TEST_EXPECT(irq_reaches(&seen.count, 1));
	UK_TEST_EXPECT(seen.has_regs);
	UK_TEST_EXPECT_SNUM_EQ(seen.irqs_disabled, 1);
	UK_TEST_EXPECT(is_code(seen.pc));
	UK_TEST_EXPECT_ZERO(ukarch_irq_disabled());
}

UK_TESTCASE(interrupts, request_waits_while_interrupts_are_disabled)
{
	struct seen seen = {0};
	unsigned long flags = ukarch_irq_save();

	UK_TEST_ASSERT(irq_request(look, &seen) == 0);
	irq_spin(ukarch_time_usec_to_nsec(100));
	UK_TEST_EXPECT_ZERO(LOAD(seen.count));
	ukarch_irq_restore(flags);
	UK_TEST_EXPECT(irq_reaches(&seen.count, 1));
}

#define REPEATS 200

UK_TESTCASE(interrupts, requests_come_again_and_again)
{
	struct seen seen = {0};
	unsigned int i;

	for (i = 0; i < REPEATS; i++)
		if (irq_request(look, &seen) ||
		    !irq_reaches(&seen.count, i + 1))
			break;
	UK_TEST_EXPECT_SNUM_EQ(i, REPEATS);
	UK_TEST_EXPECT_SNUM_EQ(seen.count, i);
}

/* A handler that lets the timer in: the second level of interrupts */
static void nest(struct __regs *regs __unused, void *arg)
{
	struct seen *seen = arg;

	seen->timers_before = ukplat_timer_count();
	ukplat_timer_set(ukplat_monotonic_clock());
	ukarch_irq_enable();
	irq_timer_reaches(seen->timers_before + 1);
	ukarch_irq_disable();
	seen->timers_after = ukplat_timer_count();
	ADD(seen->count, 1);
}

UK_TESTCASE(interrupts, handler_can_be_interrupted)
{
	struct seen seen = {0};
	unsigned int i;

	for (i = 0; i < 20; i++) {
		UK_TEST_ASSERT(irq_request(nest, &seen) == 0);
		UK_TEST_ASSERT(irq_reaches(&seen.count, i + 1));
		UK_TEST_EXPECT(seen.timers_after > seen.timers_before);
	}
	UK_TEST_EXPECT_ZERO(ukarch_irq_disabled());
}

/* Which comes first is open, that both come is not */
UK_TESTCASE(interrupts, timer_and_request_together_both_come)
{
	struct seen seen = {0};
	unsigned int i;

	for (i = 0; i < 50; i++) {
		__u64 timers = ukplat_timer_count();
		unsigned long flags = ukarch_irq_save();

		ukplat_timer_set(ukplat_monotonic_clock());
		irq_request(look, &seen);
		irq_spin(ukarch_time_usec_to_nsec(10));
		ukarch_irq_restore(flags);
		if (!irq_reaches(&seen.count, i + 1) ||
		    !irq_timer_reaches(timers + 1))
			break;
	}
	UK_TEST_EXPECT_SNUM_EQ(i, 50);
}

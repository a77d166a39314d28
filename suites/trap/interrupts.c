/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The interrupt mask: set in handlers, as before after them.
 */
#include "plan.h"

static int masked_in_and_after(int masked_before, int *after)
{
	unsigned long flags = ukarch_irq_save();

	if (!masked_before)
		ukarch_irq_enable();
	TRAP_EXPECT_AT(trap_op_invalid);
	trap_op_invalid();
	*after = ukarch_irq_disabled();
	ukarch_irq_restore(flags);
	return trap_plan.irqs_disabled;
}

UK_TESTCASE(trap, handlers_run_with_interrupts_disabled)
{
	int after;

	UK_TEST_EXPECT_SNUM_EQ(masked_in_and_after(0, &after), 1);
	UK_TEST_EXPECT_SNUM_EQ(masked_in_and_after(1, &after), 1);
}

UK_TESTCASE(trap, interrupt_mask_is_restored_after_a_trap)
{
	int after;

	masked_in_and_after(0, &after);
	UK_TEST_EXPECT_SNUM_EQ(after, 0);
	masked_in_and_after(1, &after);
	UK_TEST_EXPECT_SNUM_EQ(after, 1);
}

UK_TESTCASE(trap, save_and_restore_of_interrupts_nest)
{
	unsigned long outer = ukarch_irq_save();
	unsigned long inner;

	UK_TEST_EXPECT_SNUM_EQ(ukarch_irq_disabled(), 1);
	inner = ukarch_irq_save();
	ukarch_irq_restore(inner);
	UK_TEST_EXPECT_SNUM_EQ(ukarch_irq_disabled(), 1);
	ukarch_irq_enable();
	UK_TEST_EXPECT_SNUM_EQ(ukarch_irq_disabled(), 0);
	inner = ukarch_irq_save();
	ukarch_irq_restore(inner);
	UK_TEST_EXPECT_SNUM_EQ(ukarch_irq_disabled(), 0);
	ukarch_irq_restore(outer);
}

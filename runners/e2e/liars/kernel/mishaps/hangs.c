/* SPDX-License-Identifier: BSD-3-Clause */
/* Cases that never come to an end. */
#include <uk/asm/lcpu.h>
#include <uk/print.h>
#include <uk/test.h>

static volatile int is_done;

UK_TESTCASE(mishaps, hang_with_interrupts)
{
	ukarch_irq_enable();
	while (!is_done)
		;
}

UK_TESTCASE(mishaps, hang_without_interrupts)
{
	ukarch_irq_disable();
	while (!is_done)
		;
}

UK_TESTCASE(mishaps, halt_without_interrupts)
{
	ukarch_irq_disable();
	while (!is_done)
		ukarch_halt();
}

UK_TESTCASE(mishaps, failed_expectation_then_hang)
{
	UK_TEST_EXPECT_SNUM_EQ(2 + 2, 7);
	while (!is_done)
		;
}

UK_TESTCASE(mishaps, endless_output)
{
	while (!is_done)
		uk_pr_info("Still at it\n");
}

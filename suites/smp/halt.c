/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ukplat_lcpu_halt(): the CPU is gone for good. Takes one CPU away from the
 * cases that run after this one, here and in other suites, which need four at
 * most.
 */
#include <errno.h>

#include "smp.h"

static unsigned int after_halt;

static void halt_self(struct __regs *regs, void *arg)
{
	ukplat_lcpu_halt();
}

static void count(struct __regs *regs, void *arg)
{
	ADD(after_halt, 1);
}

/* @return whether the CPU became HALTED in time */
static int halts(__lcpuidx idx)
{
	struct uk_test_patience patience;

	uk_test_patience_begin(&patience, SMP_TIMEOUT);
	while (lcpu_state(lcpu_get(idx)) != LCPU_STATE_HALTED)
		if (!uk_test_may_wait(&patience))
			return 0;
	return 1;
}

UK_TESTCASE(smp, halted_cpu_is_no_device)
{
	struct ukplat_lcpu_func func = {count, NULL};
	__lcpuidx idx[SMP_MAX];
	unsigned int num = 1;
	__lcpuidx *victim;

	SMP_NEED(5);
	victim = &idx[smp_others(idx) - 1];
	UK_TEST_EXPECT_SNUM_EQ(smp_run(*victim, halt_self, NULL), 0);
	smp_halted++;
	UK_TEST_ASSERT(halts(*victim));
	UK_TEST_EXPECT_SNUM_EQ(ukplat_lcpu_run(victim, &num, &func, 0), -ENODEV);
	num = 1;
	UK_TEST_EXPECT_SNUM_EQ(ukplat_lcpu_wait(victim, &num, 0), -ENODEV);
	num = 1;
	UK_TEST_EXPECT_SNUM_EQ(ukplat_lcpu_wakeup(victim, &num), -ENODEV);

	/* all others: those that are left */
	num = 99;
	UK_TEST_EXPECT_SNUM_EQ(ukplat_lcpu_run(NULL, &num, &func, 0), 0);
	UK_TEST_EXPECT_SNUM_EQ(num, smp_cpus() - 1);
	UK_TEST_EXPECT_SNUM_EQ(smp_wait_all(), 0);
	UK_TEST_EXPECT_SNUM_EQ(after_halt, smp_cpus() - 1);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is below the stack pointer is not touched by handlers, and the stack itself
 * need not be there.
 */
#include <string.h>
#include <uk/essentials.h>
#include <uk/plat/common/lcpu.h>
#include <uk/test_cpus.h>

#include "handler.h"
#include "ops.h"

#define INTERRUPTS 20
/* Mapped by nobody, and no address at all */
#define NO_STACK 0x0000630000000000UL
#define NO_ADDRESS 0x0800000000000010UL

UK_TESTCASE(stacks, red_zone_survives_a_trap)
{
	memset(sighting(), 0, sizeof(struct sighting));
	UK_TEST_EXPECT_ZERO(stacks_op_red_zone(NULL));
	UK_TEST_EXPECT_SNUM_EQ(sighting()->traps, 1);
}

UK_TESTCASE(stacks, trap_needs_no_stack)
{
	static const unsigned long sps[] = { NO_STACK, NO_STACK + 8, 0, 16,
					     NO_ADDRESS };
	struct sighting *s = sighting();
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(sps); i++) {
		memset(s, 0, sizeof(*s));
		UK_TEST_EXPECT_SNUM_EQ(stacks_op_with_sp(sps[i]), sps[i]);
		UK_TEST_EXPECT_SNUM_EQ(s->traps, 1);
		UK_TEST_EXPECT_SNUM_EQ(s->interrupted[0], sps[i]);
	}
}

/* -- interrupts: another CPU sends them to the boot CPU -- */

static unsigned int interrupts, go_on, on_same_stack;

static void interrupted(struct __regs *regs, void *arg __unused)
{
	if (regs)
		on_same_stack += !is_apart(ukarch_regs_sp(regs),
					   ukarch_read_sp());
	__atomic_add_fetch(&interrupts, regs != NULL, __ATOMIC_RELEASE);
}

static void interrupt_boot_cpu(struct __regs *regs __unused, void *arg)
{
	struct ukplat_lcpu_func func = { interrupted, NULL };
	__lcpuidx boot = *(__lcpuidx *)arg;
	unsigned int i, one;

	for (i = 0; i < INTERRUPTS; i++) {
		one = 1;
		if (ukplat_lcpu_run(&boot, &one, &func, 0))
			break;
	}
	__atomic_store_n(&go_on, 1, __ATOMIC_RELEASE);
}

static int first_other(__lcpuidx *idx)
{
	for (*idx = 0; *idx < ukplat_lcpu_count(); ++*idx)
		if (*idx != ukplat_lcpu_idx() &&
		    lcpu_state(lcpu_get(*idx)) == LCPU_STATE_IDLE)
			return 1;
	return 0;
}

UK_TESTCASE(stacks, red_zone_survives_interrupts)
{
	__lcpuidx self = ukplat_lcpu_idx(), other;
	struct ukplat_lcpu_func func = { interrupt_boot_cpu, &self };
	unsigned int one = 1;

	if (uk_test_cpus() < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	UK_TEST_ASSERT(first_other(&other));
	interrupts = go_on = on_same_stack = 0;
	UK_TEST_ASSERT(!ukplat_lcpu_run(&other, &one, &func, 0));
	UK_TEST_EXPECT_ZERO(stacks_op_red_zone(&go_on));
	UK_TEST_EXPECT_ZERO(ukplat_lcpu_wait(NULL, NULL, 0));
	UK_TEST_EXPECT_SNUM_GT(interrupts, 0);
	UK_TEST_EXPECT_ZERO(on_same_stack);
}

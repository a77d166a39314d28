/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Cases that end badly in functions of known names. The place of each mishap
 * is marked with its case's name, so that the test finds the line.
 *
 * No function makes its last call a jump: the caller must stay on the stack.
 */
#include <stdbool.h>
#include <uk/arch/limits.h>
#include <uk/asm/lcpu.h>
#include <uk/assert.h>
#include <uk/essentials.h>
#include <uk/plat/lcpu.h>
#include <uk/test.h>

/* Neither inlined nor adapted to what its callers pass. */
#define __opaque __attribute__((noipa))
#define KEEP_FRAME() __asm__ __volatile__("" ::: "memory")

static __u8 stack[__STACK_SIZE] __align(16);
static volatile bool is_there;

/* Not mapped on either machine. */
static __always_inline void put(volatile int *where, int value)
{
	*where = value; /* null_write */
}

static __opaque void store_through(volatile int *where)
{
	volatile int on_stack = 1; /* gcc leaves the frame out without one */

	put(where, on_stack);
	KEEP_FRAME();
}

static __opaque void give_up(void)
{
	UK_CRASH("nothing to be done\n"); /* assertion */
}

static __opaque void spin_masked(void)
{
	ukarch_irq_disable();
	for (;;) /* busy_hang */
		KEEP_FRAME();
}

static __opaque void wait_for_nothing(void)
{
	spin_masked();
	KEEP_FRAME();
}

static __opaque void sleep_masked(void)
{
	ukarch_irq_disable();
	for (;;)
		ukarch_halt(); /* sleeping_hang */
}

static __opaque void lose_control(struct __regs *regs, void *arg)
{
	(void)regs;
	(void)arg;
	is_there = true;
	spin_masked();
	KEEP_FRAME();
}

UK_TESTCASE(mishap, before)
{
	UK_TEST_EXPECT(!is_there);
}

UK_TESTCASE(mishap, null_write)
{
	UK_TEST_EXPECT(true);
	store_through((volatile int *)0);
	KEEP_FRAME();
}

UK_TESTCASE(mishap, assertion)
{
	give_up();
}

UK_TESTCASE(mishap, busy_hang)
{
	wait_for_nothing();
	KEEP_FRAME();
}

UK_TESTCASE(mishap, sleeping_hang)
{
	sleep_masked();
	KEEP_FRAME();
}

UK_TESTCASE(mishap, other_cpu_hangs)
{
	const __lcpuidx other = 1;
	const struct ukplat_lcpu_func work = { .fn = lose_control };
	void *sp = stack + sizeof(stack);
	unsigned int one = 1;

	if (ukplat_lcpu_count() < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	UK_TEST_ASSERT(ukplat_lcpu_start(&other, &one, &sp, NULL, 0) == 0);
	UK_TEST_ASSERT(ukplat_lcpu_wait(&other, &one, 0) == 0);
	UK_TEST_ASSERT(ukplat_lcpu_run(&other, &one, &work, 0) == 0);
	ukplat_lcpu_wait(&other, &one, 0); /* other_cpu_hangs */
	KEEP_FRAME();
}

UK_TESTCASE(mishap, patient_hang)
{
	wait_for_nothing();
	KEEP_FRAME();
}

UK_TESTCASE(mishap, failure)
{
	UK_TEST_EXPECT(is_there);
}

UK_TESTCASE(mishap, after)
{
	UK_TEST_EXPECT(!is_there);
}

uk_testsuite_register(mishap, NULL);

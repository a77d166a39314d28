/* SPDX-License-Identifier: BSD-3-Clause */
/* Mishaps of several CPUs; run with four. Each case starts in a boot where the CPUs are either offline or idle. */
#include <stddef.h>
#include <string.h>
#include <uk/arch/limits.h>
#include <uk/asm/lcpu.h>
#include <uk/essentials.h>
#include <uk/plat/console.h>
#include <uk/plat/lcpu.h>
#include <uk/print.h>
#include <uk/test.h>

#define LINES 40

static volatile int *volatile nowhere;
static unsigned int arrived;

static void start_others(void)
{
	static char stacks[CONFIG_UKPLAT_LCPU_MAXCOUNT][__STACK_SIZE] __align(16);
	unsigned int one;
	__lcpuidx i;
	void *sp;

	for (i = 1; i < ukplat_lcpu_count(); i++) {
		one = 1;
		sp = stacks[i] + __STACK_SIZE;
		ukplat_lcpu_start(&i, &one, &sp, NULL, 0);
	}
}

static void on_others(ukplat_lcpu_func_t fn)
{
	const struct ukplat_lcpu_func func = {.fn = fn};

	start_others();
	ukplat_lcpu_run(NULL, NULL, &func, 0);
}

static void on_one(ukplat_lcpu_func_t fn)
{
	const struct ukplat_lcpu_func func = {.fn = fn};
	unsigned int one = 1;
	__lcpuidx i = 1;

	start_others();
	ukplat_lcpu_run(&i, &one, &func, 0);
}

static void hang(struct __regs *regs __unused, void *arg __unused)
{
	ukarch_irq_disable();
	for (;;)
		ukarch_cpu_relax();
}

static void crash(struct __regs *regs __unused, void *arg __unused)
{
	*nowhere = 1;
}

static void print(struct __regs *regs __unused, void *arg __unused)
{
	unsigned int i;

	for (i = 0; i < LINES; i++)
		uk_pr_info("CPU %u says line %u\n", ukplat_lcpu_idx(), i);
	__atomic_add_fetch(&arrived, 1, __ATOMIC_RELEASE);
}

/* Past the lock of the console, so that bytes of all CPUs mix. */
static void print_raw(struct __regs *regs __unused, void *arg __unused)
{
	static const char text[] = "    ok 1 - nothing\n";
	unsigned int i, at;

	for (i = 0; i < LINES; i++)
		for (at = 0; at < sizeof(text) - 1; at++)
			ukplat_console_out(&text[at], 1);
	__atomic_add_fetch(&arrived, 1, __ATOMIC_RELEASE);
}

static void print_everywhere(ukplat_lcpu_func_t fn)
{
	arrived = 0;
	on_others(fn);
	fn(NULL, NULL);
	ukplat_lcpu_wait(NULL, NULL, 0);
}

UK_TESTCASE(mishaps, four_cpus_print)
{
	print_everywhere(print);
	UK_TEST_EXPECT_SNUM_EQ(arrived, 4);
}

UK_TESTCASE(mishaps, four_cpus_print_without_lock)
{
	print_everywhere(print_raw);
	UK_TEST_EXPECT_SNUM_EQ(arrived, 4);
}

UK_TESTCASE(mishaps, another_cpu_crashes)
{
	on_one(crash);
	for (;;)
		ukarch_cpu_relax();
}

UK_TESTCASE(mishaps, all_other_cpus_crash)
{
	on_others(crash);
	for (;;)
		ukarch_cpu_relax();
}

UK_TESTCASE(mishaps, another_cpu_hangs)
{
	on_one(hang);
	ukplat_lcpu_wait(NULL, NULL, 0);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Misuse of the list functions: bad indices, the calling CPU, missing and empty
 * lists, missing functions, unknown flags. None needs a second CPU.
 */
#include <errno.h>
#include <limits.h>

#include "smp.h"

static void nothing(struct __regs *regs, void *arg)
{
}

static const struct ukplat_lcpu_func nop = {nothing, NULL};

/* The four functions with one signature */
static int call_start(const __lcpuidx idx[], unsigned int *num)
{
	static char stack[64] __align(16);
	void *sp[] = {stack + sizeof(stack), stack + sizeof(stack)};

	return ukplat_lcpu_start(idx, num, sp, NULL, 0);
}

static int call_wait(const __lcpuidx idx[], unsigned int *num)
{
	return ukplat_lcpu_wait(idx, num, SMP_TIMEOUT);
}

static int call_run(const __lcpuidx idx[], unsigned int *num)
{
	return ukplat_lcpu_run(idx, num, &nop, 0);
}

static const struct {
	const char *name;
	int (*call)(const __lcpuidx idx[], unsigned int *num);
} functions[] = {
	{"start", call_start},
	{"wait", call_wait},
	{"run", call_run},
	{"wakeup", ukplat_lcpu_wakeup},
};

UK_TESTCASE(smp, api_bad_index)
{
	__lcpuidx bad[] = {0, UINT_MAX, SMP_MAX, SMP_MAX + 1};
	unsigned int i, k;

	bad[0] = ukplat_lcpu_count();
	for (i = 0; i < ARRAY_SIZE(functions); i++) {
		for (k = 0; k < ARRAY_SIZE(bad); k++) {
			unsigned int num = 1;

			UK_TEST_EXPECTF(functions[i].call(&bad[k], &num)
							== -EINVAL
						&& num == 0,
					"%s of CPU %u is EINVAL",
					functions[i].name, bad[k]);
		}
	}
}

UK_TESTCASE(smp, api_calling_cpu)
{
	__lcpuidx self = ukplat_lcpu_idx();
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(functions); i++) {
		unsigned int num = 1;

		UK_TEST_EXPECTF(functions[i].call(&self, &num) == -EINVAL
					&& num == 0,
				"%s of the calling CPU is EINVAL",
				functions[i].name);
	}
}

UK_TESTCASE(smp, api_list_without_length)
{
	__lcpuidx idx = 0;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(functions); i++)
		UK_TEST_EXPECTF(functions[i].call(&idx, NULL) == -EINVAL,
				"%s with a list and no length is EINVAL",
				functions[i].name);
}

UK_TESTCASE(smp, api_empty_list)
{
	__lcpuidx idx = UINT_MAX;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(functions); i++) {
		unsigned int num = 0;

		UK_TEST_EXPECTF(functions[i].call(&idx, &num) == 0 && num == 0,
				"%s of no CPU succeeds", functions[i].name);
	}
}

UK_TESTCASE(smp, api_all_others)
{
	unsigned int i;

	UK_TEST_ASSERT(!smp_stuck);
	for (i = 1; i < ARRAY_SIZE(functions); i++) {
		unsigned int num = 99;

		UK_TEST_EXPECTF(functions[i].call(NULL, &num) == 0
					&& num == smp_cpus() - 1,
				"%s of all others: %u CPUs", functions[i].name,
				num);
	}
	UK_TEST_EXPECT_SNUM_EQ(smp_wait_all(), 0);
}

UK_TESTCASE(smp, api_run_without_function)
{
	struct ukplat_lcpu_func none = {NULL, NULL};

	UK_TEST_EXPECT_SNUM_EQ(ukplat_lcpu_run(NULL, NULL, NULL, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(ukplat_lcpu_run(NULL, NULL, &none, 0), -EINVAL);
}

UK_TESTCASE(smp, api_unknown_flags)
{
	UK_TEST_EXPECT_SNUM_EQ(
		ukplat_lcpu_run(NULL, NULL, &nop, ~UKPLAT_LCPU_RFLG_ALL),
		-EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(
		ukplat_lcpu_run(NULL, NULL, &nop,
				UKPLAT_LCPU_RFLG_DONOTBLOCK | 1UL << 31),
		-EINVAL);
}

static unsigned int runs;

static void count_run(struct __regs *regs, void *arg)
{
	ADD(runs, 1);
}

UK_TESTCASE(smp, api_error_in_the_middle)
{
	struct ukplat_lcpu_func func = {count_run, NULL};
	__lcpuidx list[3] = {0, UINT_MAX, 0};
	__lcpuidx others[SMP_MAX];
	unsigned int num = 3;

	SMP_NEED(2);
	runs = 0;
	smp_others(others);
	list[0] = list[2] = others[0];
	UK_TEST_EXPECT_SNUM_EQ(ukplat_lcpu_run(list, &num, &func, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(num, 1);
	UK_TEST_EXPECT_SNUM_EQ(smp_wait_all(), 0);
	UK_TEST_EXPECT_SNUM_EQ(runs, 1);
}

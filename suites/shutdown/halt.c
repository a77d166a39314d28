/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ukplat_lcpu_halt(): the CPU is gone for good. Here, because nobody needs it
 * behind these cases.
 */
#include <errno.h>
#include <uk/plat/common/lcpu.h>
#include <uk/test.h>
#include <uk/test_cpus.h>

#define PATIENCE ukarch_time_msec_to_nsec(1500)

static unsigned int requests_run;

static void halt_self(struct __regs *regs __unused, void *arg __unused)
{
	ukplat_lcpu_halt();
}

static void count(struct __regs *regs __unused, void *arg __unused)
{
	__atomic_add_fetch(&requests_run, 1, __ATOMIC_RELAXED);
}

/* @return whether the CPU halted in time */
static bool halts(__lcpuidx idx)
{
	const struct ukplat_lcpu_func halt = {halt_self, NULL};
	struct uk_test_patience patience;
	unsigned int one = 1;

	if (ukplat_lcpu_run(&idx, &one, &halt, 0))
		return false;
	uk_test_patience_begin(&patience, PATIENCE);
	while (lcpu_state(lcpu_get(idx)) != LCPU_STATE_HALTED ||
	       !lcpu_is_asleep(lcpu_get(idx)))
		if (!uk_test_may_wait_for_cpu(&patience))
			return false;
	return true;
}

UK_TESTCASE(shutdown, halted_cpu_is_no_device)
{
	const struct ukplat_lcpu_func func = {count, NULL};
	const __lcpuidx last = ukplat_lcpu_count() - 1;
	unsigned int cpus = uk_test_cpus();
	unsigned int num = 1;

	if (!last)
		UK_TEST_SKIP("needs 2 CPUs");
	UK_TEST_ASSERT(halts(last));
	UK_TEST_EXPECT_SNUM_EQ(ukplat_lcpu_run(&last, &num, &func, 0), -ENODEV);
	num = 1;
	UK_TEST_EXPECT_SNUM_EQ(ukplat_lcpu_wait(&last, &num, 0), -ENODEV);
	num = 1;
	UK_TEST_EXPECT_SNUM_EQ(ukplat_lcpu_wakeup(&last, &num), -ENODEV);

	/* All others are those that are left */
	UK_TEST_EXPECT_ZERO(ukplat_lcpu_run(NULL, &num, &func, 0));
	UK_TEST_EXPECT_SNUM_EQ(num, cpus - 2);
	UK_TEST_EXPECT_ZERO(uk_test_wait(NULL, NULL, PATIENCE));
	UK_TEST_EXPECT_SNUM_EQ(requests_run, cpus - 2);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Wake-ups from other CPUs, and a scheduler of another CPU.
 */
#include <uk/plat/common/lcpu.h>
#include <uk/schedcoop.h>
#include <uk/test_cpus.h>
#include "suite.h"

#define TIMEOUT MSEC(1500)

static struct uk_thread *sleeper;
static unsigned int rounds;
static int other_rc;
static unsigned int other_sum;

/* @return index of a CPU that is idle, started if need be; 0: none */
static __lcpuidx other_cpu(void)
{
	return ukplat_lcpu_count() > 1 && uk_test_cpu(1) ? 1 : 0;
}

static int run_on(__lcpuidx idx, ukplat_lcpu_func_t fn)
{
	const struct ukplat_lcpu_func request = {.fn = fn};
	unsigned int one = 1;

	return ukplat_lcpu_run(&idx, &one, &request, 0);
}

static void wake_boot(struct __regs *regs __unused, void *arg __unused)
{
	uk_thread_wakeup(sleeper);
}

UK_TESTCASE(sched, wakeup_by_another_cpu_ends_the_idle_wait)
{
	__lcpuidx idx = other_cpu();
	unsigned int one = 1;

	if (!idx)
		UK_TEST_SKIP("needs 2 CPUs");
	sleeper = uk_thread_current();
	for (rounds = 0; rounds < 20; rounds++) {
		uk_thread_block(sleeper);
		UK_TEST_ASSERT(run_on(idx, wake_boot) == 0);
		uk_sched_yield();
	}
	UK_TEST_EXPECT_SNUM_EQ(rounds, 20);
	UK_TEST_EXPECT_ZERO(uk_test_wait(&idx, &one, TIMEOUT));
}

static void add_up(void *value)
{
	for (unsigned int i = 0; i < 3; i++) {
		other_sum += (unsigned int)(__uptr)value;
		uk_sched_yield();
	}
	uk_sched_thread_exit();
}

/* The other CPU schedules two threads of its own, then forgets its scheduler */
static void schedule_here(struct __regs *regs __unused, void *arg __unused)
{
	struct uk_sched *s = uk_schedcoop_create(A);

	other_rc = s ? uk_sched_start(s) : -ENOMEM;
	if (other_rc)
		return;
	if (!uk_sched_thread_create(s, add_up, (void *)1, "one") ||
	    !uk_sched_thread_create(s, add_up, (void *)100, "hundred"))
		other_rc = -ENOMEM;
	while (s->nb_threads > 1)
		uk_sched_yield();
	uk_sched_yield();
	uk_sched_stop(s);
	uk_free(A, s);
}

UK_TESTCASE(sched, another_cpu_has_a_scheduler_of_its_own)
{
	__lcpuidx idx = other_cpu();
	__s64 before = sched_allocations();
	unsigned int one = 1;

	if (!idx)
		UK_TEST_SKIP("needs 2 CPUs");
	other_sum = 0;
	other_rc = -1;
	UK_TEST_ASSERT(run_on(idx, schedule_here) == 0);
	UK_TEST_ASSERT(uk_test_wait(&idx, &one, TIMEOUT) == 0);
	UK_TEST_EXPECT_ZERO(other_rc);
	UK_TEST_EXPECT_SNUM_EQ(other_sum, 303);
	UK_TEST_EXPECT_SNUM_EQ(sched_allocations(), before);
}

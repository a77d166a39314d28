/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Suite process: scheduling as programs ask for it. POSIX.1-2017
 * sched_setscheduler(), pthread_setschedparam(), nice(); Linux
 * sched_getaffinity(2). musl has no sched_setscheduler() of its own.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#include <uk/plat/lcpu.h>
#include <uk/test.h>

UK_TESTCASE(process, priorities_have_the_range_of_their_policy)
{
	UK_TEST_EXPECT_SNUM_EQ(sched_get_priority_min(SCHED_FIFO), 1);
	UK_TEST_EXPECT_SNUM_EQ(sched_get_priority_max(SCHED_RR), 99);
	UK_TEST_EXPECT_ZERO(sched_get_priority_max(SCHED_OTHER));
	errno = 0;
	UK_TEST_EXPECT(sched_get_priority_max(77) == -1 && errno == EINVAL);
}

UK_TESTCASE(process, policy_and_priority_are_kept_for_each_thread)
{
	struct sched_param p = { .sched_priority = 7 };
	pthread_t self = pthread_self();
	int policy = -1;

	UK_TEST_EXPECT_ZERO(pthread_setschedparam(self, SCHED_FIFO, &p));
	p.sched_priority = 0;
	UK_TEST_EXPECT_ZERO(pthread_getschedparam(self, &policy, &p));
	UK_TEST_EXPECT_SNUM_EQ(policy, SCHED_FIFO);
	UK_TEST_EXPECT_SNUM_EQ(p.sched_priority, 7);
	UK_TEST_EXPECT_ZERO(pthread_setschedprio(self, 9));
	UK_TEST_EXPECT_SNUM_EQ(pthread_setschedprio(self, 100), EINVAL);
	p.sched_priority = 1;
	UK_TEST_EXPECT_SNUM_EQ(pthread_setschedparam(self, SCHED_OTHER, &p),
			       EINVAL);
	p.sched_priority = 0;
	UK_TEST_EXPECT_ZERO(pthread_setschedparam(self, SCHED_OTHER, &p));
}

UK_TESTCASE(process, affinity_names_the_cpus_that_there_are)
{
	cpu_set_t set;

	UK_TEST_EXPECT_ZERO(sched_getaffinity(0, sizeof(set), &set));
	UK_TEST_EXPECT_SNUM_EQ(CPU_COUNT(&set), (int)ukplat_lcpu_count());
	UK_TEST_EXPECT_ZERO(sched_setaffinity(0, sizeof(set), &set));
	CPU_ZERO(&set);
	errno = 0;
	UK_TEST_EXPECT(sched_setaffinity(0, sizeof(set), &set) == -1 &&
		       errno == EINVAL);
	UK_TEST_EXPECT_ZERO(sched_getcpu());
}

UK_TESTCASE(process, nice_value_is_kept_in_its_range)
{
	UK_TEST_EXPECT_ZERO(getpriority(PRIO_PROCESS, 0));
	UK_TEST_EXPECT_ZERO(setpriority(PRIO_PROCESS, 0, 5));
	UK_TEST_EXPECT_SNUM_EQ(getpriority(PRIO_PROCESS, 0), 5);
	UK_TEST_EXPECT_ZERO(setpriority(PRIO_PROCESS, 0, -99));
	UK_TEST_EXPECT_SNUM_EQ(getpriority(PRIO_PROCESS, 0), -20);
	UK_TEST_EXPECT_ZERO(setpriority(PRIO_PROCESS, 0, 0));
	errno = 0;
	UK_TEST_EXPECT(getpriority(9, 0) == -1 && errno == EINVAL);
	UK_TEST_EXPECT(getpriority(PRIO_PROCESS, 4711) == -1 && errno == ESRCH);
}

UK_TESTCASE(process, slice_of_round_robin_is_told)
{
	struct timespec slice = {1, 1};

	UK_TEST_EXPECT_ZERO(sched_rr_get_interval(0, &slice));
	UK_TEST_EXPECT(slice.tv_sec == 0 && slice.tv_nsec > 0);
}

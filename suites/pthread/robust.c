/* SPDX-License-Identifier: BSD-3-Clause */
/* Robust mutexes. POSIX.1-2017 pthread_mutexattr_setrobust(), _consistent(). */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <uk/test.h>

static pthread_mutex_t m;

static void init(int protocol)
{
	pthread_mutexattr_t a;

	pthread_mutexattr_init(&a);
	pthread_mutexattr_setrobust(&a, PTHREAD_MUTEX_ROBUST);
	pthread_mutexattr_setprotocol(&a, protocol);
	pthread_mutex_init(&m, &a);
}

static void *lock_and_end(void *arg)
{
	return (void *)(long)pthread_mutex_lock(&m);
}

static void end_owner(void)
{
	pthread_t t;

	pthread_create(&t, NULL, lock_and_end, NULL);
	pthread_join(t, NULL);
}

static void expect_recovery(struct uk_testcase *esac, int protocol)
{
	init(protocol);
	end_owner();
	UK_TEST_EXPECT_SNUM_EQ(pthread_mutex_lock(&m), EOWNERDEAD);
	UK_TEST_EXPECT_ZERO(pthread_mutex_consistent(&m));
	UK_TEST_EXPECT_ZERO(pthread_mutex_unlock(&m));
	UK_TEST_EXPECT_ZERO(pthread_mutex_lock(&m));
	UK_TEST_EXPECT_ZERO(pthread_mutex_unlock(&m));
}

UK_TESTCASE(pthread, robust_mutex_tells_that_its_owner_ended)
{
	expect_recovery(esac, PTHREAD_PRIO_NONE);
}

UK_TESTCASE(pthread, robust_mutex_of_the_pi_kind_tells_it)
{
	expect_recovery(esac, PTHREAD_PRIO_INHERIT);
}

UK_TESTCASE(pthread, robust_mutex_not_made_consistent_is_lost)
{
	init(PTHREAD_PRIO_NONE);
	end_owner();
	UK_TEST_EXPECT_SNUM_EQ(pthread_mutex_lock(&m), EOWNERDEAD);
	UK_TEST_EXPECT_ZERO(pthread_mutex_unlock(&m));
	UK_TEST_EXPECT_SNUM_EQ(pthread_mutex_lock(&m), ENOTRECOVERABLE);
}

static int is_locked;

static void *lock_wait_end(void *arg)
{
	pthread_mutex_lock(&m);
	is_locked = 1;
	for (int i = 0; i < 20; i++)
		sched_yield();
	return arg;
}

static void expect_wake_up(struct uk_testcase *esac, int protocol)
{
	pthread_t t;

	init(protocol);
	is_locked = 0;
	UK_TEST_ASSERT(pthread_create(&t, NULL, lock_wait_end, NULL) == 0);
	while (!__atomic_load_n(&is_locked, __ATOMIC_SEQ_CST))
		sched_yield();
	UK_TEST_EXPECT_SNUM_EQ(pthread_mutex_lock(&m), EOWNERDEAD);
	pthread_mutex_consistent(&m);
	pthread_mutex_unlock(&m);
	pthread_join(t, NULL);
}

UK_TESTCASE(pthread, end_of_the_owner_wakes_who_waits)
{
	expect_wake_up(esac, PTHREAD_PRIO_NONE);
}

UK_TESTCASE(pthread, end_of_the_owner_wakes_who_waits_for_the_pi_kind)
{
	expect_wake_up(esac, PTHREAD_PRIO_INHERIT);
}

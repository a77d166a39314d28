/* SPDX-License-Identifier: BSD-3-Clause */
/* Mutexes of all kinds. POSIX.1-2017 pthread_mutex_lock(), _timedlock(), _trylock(). */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <time.h>
#include <uk/test.h>

#define ROUNDS 200
#define THREADS 4

static void init(pthread_mutex_t *m, int type, int protocol)
{
	pthread_mutexattr_t a;

	pthread_mutexattr_init(&a);
	pthread_mutexattr_settype(&a, type);
	pthread_mutexattr_setprotocol(&a, protocol);
	pthread_mutex_init(m, &a);
	pthread_mutexattr_destroy(&a);
}

static struct {
	pthread_mutex_t m;
	int inside, worst, total;
} shared;

static void *count(void *arg)
{
	for (int i = 0; i < ROUNDS; i++) {
		pthread_mutex_lock(&shared.m);
		shared.inside++;
		sched_yield();
		if (shared.inside > shared.worst)
			shared.worst = shared.inside;
		shared.inside--;
		shared.total++;
		pthread_mutex_unlock(&shared.m);
	}
	return arg;
}

static void exclude(int type, int protocol)
{
	pthread_t t[THREADS];

	shared.inside = shared.worst = shared.total = 0;
	init(&shared.m, type, protocol);
	for (int i = 0; i < THREADS; i++)
		pthread_create(&t[i], NULL, count, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(t[i], NULL);
	pthread_mutex_destroy(&shared.m);
}

UK_TESTCASE(pthread, mutex_keeps_others_out)
{
	exclude(PTHREAD_MUTEX_NORMAL, PTHREAD_PRIO_NONE);
	UK_TEST_EXPECT_SNUM_EQ(shared.worst, 1);
	UK_TEST_EXPECT_SNUM_EQ(shared.total, ROUNDS * THREADS);
}

UK_TESTCASE(pthread, recursive_mutex_keeps_others_out)
{
	exclude(PTHREAD_MUTEX_RECURSIVE, PTHREAD_PRIO_NONE);
	UK_TEST_EXPECT_SNUM_EQ(shared.worst, 1);
	UK_TEST_EXPECT_SNUM_EQ(shared.total, ROUNDS * THREADS);
}

UK_TESTCASE(pthread, priority_inheriting_mutex_keeps_others_out)
{
	exclude(PTHREAD_MUTEX_NORMAL, PTHREAD_PRIO_INHERIT);
	UK_TEST_EXPECT_SNUM_EQ(shared.worst, 1);
	UK_TEST_EXPECT_SNUM_EQ(shared.total, ROUNDS * THREADS);
}

UK_TESTCASE(pthread, errorcheck_mutex_knows_its_owner)
{
	pthread_mutex_t m;

	init(&m, PTHREAD_MUTEX_ERRORCHECK, PTHREAD_PRIO_NONE);
	UK_TEST_EXPECT_SNUM_EQ(pthread_mutex_unlock(&m), EPERM);
	UK_TEST_EXPECT_ZERO(pthread_mutex_lock(&m));
	UK_TEST_EXPECT_SNUM_EQ(pthread_mutex_lock(&m), EDEADLK);
	UK_TEST_EXPECT_ZERO(pthread_mutex_unlock(&m));
	UK_TEST_EXPECT_SNUM_EQ(pthread_mutex_unlock(&m), EPERM);
}

UK_TESTCASE(pthread, errorcheck_mutex_of_the_pi_kind_knows_its_owner)
{
	pthread_mutex_t m;

	init(&m, PTHREAD_MUTEX_ERRORCHECK, PTHREAD_PRIO_INHERIT);
	UK_TEST_EXPECT_ZERO(pthread_mutex_lock(&m));
	UK_TEST_EXPECT_SNUM_EQ(pthread_mutex_lock(&m), EDEADLK);
	UK_TEST_EXPECT_ZERO(pthread_mutex_unlock(&m));
}

static struct timespec in_msec(long msec)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	ts.tv_nsec += msec * 1000000;
	if (ts.tv_nsec >= 1000000000) {
		ts.tv_nsec -= 1000000000;
		ts.tv_sec++;
	}
	return ts;
}

static void *try_timed(void *arg)
{
	struct timespec until = in_msec(3);

	return (void *)(long)pthread_mutex_timedlock(arg, &until);
}

static void expect_timeout(struct uk_testcase *esac, int protocol)
{
	struct timespec a, b;
	pthread_mutex_t m;
	pthread_t t;
	void *rc;

	init(&m, PTHREAD_MUTEX_NORMAL, protocol);
	pthread_mutex_lock(&m);
	clock_gettime(CLOCK_MONOTONIC, &a);
	UK_TEST_ASSERT(pthread_create(&t, NULL, try_timed, &m) == 0);
	pthread_join(t, &rc);
	clock_gettime(CLOCK_MONOTONIC, &b);
	UK_TEST_EXPECT_SNUM_EQ((long)rc, ETIMEDOUT);
	UK_TEST_EXPECT_SNUM_GE((b.tv_sec - a.tv_sec) * 1000000000L +
				       b.tv_nsec - a.tv_nsec,
			       2900000);
	UK_TEST_EXPECT_ZERO(pthread_mutex_unlock(&m));
	UK_TEST_ASSERT(pthread_create(&t, NULL, try_timed, &m) == 0);
	pthread_join(t, &rc);
	UK_TEST_EXPECT_ZERO((long)rc);
}

UK_TESTCASE(pthread, timed_lock_gives_up_in_time)
{
	expect_timeout(esac, PTHREAD_PRIO_NONE);
}

UK_TESTCASE(pthread, timed_lock_of_the_pi_kind_gives_up_in_time)
{
	expect_timeout(esac, PTHREAD_PRIO_INHERIT);
}

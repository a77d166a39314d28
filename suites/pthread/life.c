/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Life of threads: POSIX.1-2017 pthread_create(), pthread_join(),
 * pthread_detach(), pthread_exit(), thread-local variables, specific data.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fenv.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <uk/test.h>

#define MANY 24

static __thread int number = 17;
static __thread char zero[300];
static __thread struct {
	_Alignas(64) char bytes[64];
} aligned;

static void *identity(void *arg)
{
	return arg;
}

UK_TESTCASE(pthread, join_gets_the_result)
{
	pthread_t t;
	void *result = NULL;
	int value;

	UK_TEST_ASSERT(pthread_create(&t, NULL, identity, &value) == 0);
	UK_TEST_EXPECT_ZERO(pthread_join(t, &result));
	UK_TEST_EXPECT_PTR_EQ(result, &value);
}

static void *own_ids(void *arg)
{
	long *ids = arg;

	ids[0] = syscall(SYS_gettid);
	ids[1] = getpid();
	return (void *)(intptr_t)pthread_equal(pthread_self(), pthread_self());
}

UK_TESTCASE(pthread, threads_have_numbers_of_their_own_in_one_process)
{
	long a[2], b[2];
	pthread_t t, u;

	UK_TEST_ASSERT(pthread_create(&t, NULL, own_ids, a) == 0);
	UK_TEST_ASSERT(pthread_create(&u, NULL, own_ids, b) == 0);
	pthread_join(t, NULL);
	pthread_join(u, NULL);
	UK_TEST_EXPECT(a[0] != b[0] && a[0] != syscall(SYS_gettid));
	UK_TEST_EXPECT_SNUM_EQ(a[1], getpid());
	UK_TEST_EXPECT_SNUM_EQ(b[1], getpid());
}

static void *check_variables(void *arg)
{
	char expected[sizeof(zero)] = {0};
	intptr_t wrong = 0;

	wrong |= number != 17;
	wrong |= (memcmp(zero, expected, sizeof(zero)) != 0) << 1;
	wrong |= ((uintptr_t)aligned.bytes % 64 != 0) << 2;
	number = *(int *)arg;
	memset(zero, *(int *)arg, sizeof(zero));
	sched_yield();
	wrong |= (number != *(int *)arg) << 3;
	wrong |= (zero[sizeof(zero) - 1] != (char)*(int *)arg) << 4;
	return (void *)wrong;
}

UK_TESTCASE(pthread, thread_local_variables_begin_fresh_and_stay_apart)
{
	pthread_t t[MANY];
	int values[MANY];
	intptr_t all = 0;
	void *wrong;

	for (int i = 0; i < MANY; i++) {
		values[i] = i + 100;
		UK_TEST_ASSERT(pthread_create(&t[i], NULL, check_variables,
					      &values[i]) == 0);
	}
	for (int i = 0; i < MANY; i++) {
		pthread_join(t[i], &wrong);
		all |= (intptr_t)wrong;
	}
	UK_TEST_EXPECT_SNUM_EQ(all, 0);
	UK_TEST_EXPECT_SNUM_EQ(number, 17);
}

static void *rounding(void *arg)
{
	volatile double one = 1.0, three = 3.0;

	*(int *)arg = fegetround();
	fesetround(FE_UPWARD);
	sched_yield();
	return (void *)(intptr_t)(one / three * three > 1.0);
}

UK_TESTCASE(pthread, rounding_mode_is_inherited_and_belongs_to_the_thread)
{
	pthread_t t;
	int mode = -1;
	void *up;

	fesetround(FE_DOWNWARD);
	UK_TEST_ASSERT(pthread_create(&t, NULL, rounding, &mode) == 0);
	pthread_join(t, &up);
	UK_TEST_EXPECT_SNUM_EQ(mode, FE_DOWNWARD);
	UK_TEST_EXPECT_SNUM_EQ(fegetround(), FE_DOWNWARD);
	UK_TEST_EXPECT((intptr_t)up == 1);
	fesetround(FE_TONEAREST);
}

static sem_t done;

static void *post(void *arg)
{
	sem_post(&done);
	return arg;
}

/* Each leaves its stack itself; 400 of 128 KiB would not fit into the guest */
UK_TESTCASE(pthread, detached_threads_leave_nothing)
{
	pthread_attr_t attr;
	pthread_t t;
	int rc = 0;

	sem_init(&done, 0, 0);
	pthread_attr_init(&attr);
	pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	for (int i = 0; i < 400 && !rc; i++) {
		rc = pthread_create(&t, &attr, post, NULL);
		sem_wait(&done);
	}
	UK_TEST_EXPECT_ZERO(rc);
	pthread_attr_destroy(&attr);
}

UK_TESTCASE(pthread, a_thousand_threads_one_after_the_other)
{
	pthread_t t;
	int rc = 0;

	for (int i = 0; i < 1000 && !rc; i++) {
		rc = pthread_create(&t, NULL, identity, NULL);
		if (!rc)
			rc = pthread_join(t, NULL);
	}
	UK_TEST_EXPECT_ZERO(rc);
}

static pthread_key_t key;
static int destroyed;

static void destroy(void *value)
{
	destroyed++;
	if (value == (void *)1)
		pthread_setspecific(key, (void *)2);
}

static void *keep(void *arg)
{
	pthread_setspecific(key, arg);
	pthread_exit(pthread_getspecific(key));
}

UK_TESTCASE(pthread, specific_data_is_destroyed_until_there_is_none)
{
	pthread_t t;
	void *value;

	destroyed = 0;
	UK_TEST_ASSERT(pthread_key_create(&key, destroy) == 0);
	UK_TEST_ASSERT(pthread_create(&t, NULL, keep, (void *)1) == 0);
	pthread_join(t, &value);
	UK_TEST_EXPECT_PTR_EQ(value, (void *)1);
	UK_TEST_EXPECT_SNUM_EQ(destroyed, 2);
	UK_TEST_EXPECT_PTR_EQ(pthread_getspecific(key), NULL);
	pthread_key_delete(key);
}

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int once_count;

static void count_once(void)
{
	sched_yield();
	once_count++;
}

static void *do_once(void *arg)
{
	pthread_once(&once, count_once);
	return (void *)(intptr_t)once_count;
}

UK_TESTCASE(pthread, once_is_done_before_anybody_returns)
{
	pthread_t t[4];
	intptr_t sum = 0;
	void *seen;

	for (int i = 0; i < 4; i++)
		UK_TEST_ASSERT(pthread_create(&t[i], NULL, do_once, NULL) == 0);
	for (int i = 0; i < 4; i++) {
		pthread_join(t[i], &seen);
		sum += (intptr_t)seen;
	}
	UK_TEST_EXPECT_SNUM_EQ(sum, 4);
}

static void *stack_size(void *arg)
{
	pthread_attr_t attr;
	size_t size = 0;
	char *base = NULL, here;

	pthread_getattr_np(pthread_self(), &attr);
	pthread_attr_getstack(&attr, (void **)&base, &size);
	*(size_t *)arg = size;
	return (void *)(intptr_t)(&here >= base && &here < base + size);
}

UK_TESTCASE(pthread, stack_has_the_size_asked_for)
{
	pthread_attr_t attr;
	size_t size = 0;
	void *is_inside;
	pthread_t t;

	pthread_attr_init(&attr);
	UK_TEST_EXPECT_ZERO(pthread_attr_setstacksize(&attr, 300 * 1024));
	UK_TEST_ASSERT(pthread_create(&t, &attr, stack_size, &size) == 0);
	pthread_join(t, &is_inside);
	UK_TEST_EXPECT_SNUM_GE((long)size, 300 * 1024);
	UK_TEST_EXPECT((intptr_t)is_inside == 1);
}

uk_testsuite_register(pthread, NULL);

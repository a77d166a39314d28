/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Cancellation at the points that have it. POSIX.1-2017 2.9.5. Where no signal
 * interrupts a thread's own code, there is no other kind.
 */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <time.h>
#include <unistd.h>
#include <uk/test.h>

static sem_t never;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static int is_ready, cleaned;

static void clean(void *arg)
{
	cleaned += *(int *)arg;
}

static void unlock(void *arg)
{
	cleaned = pthread_mutex_unlock(arg) == 0;
}

static void *wait_for_semaphore(void *arg)
{
	int one = 1;

	pthread_cleanup_push(clean, &one);
	is_ready = 1;
	sem_wait(&never);
	pthread_cleanup_pop(0);
	return arg;
}

static void *wait_for_condition(void *arg)
{
	pthread_mutex_lock(&mutex);
	pthread_cleanup_push(unlock, &mutex);
	is_ready = 1;
	for (;;)
		pthread_cond_wait(&cond, &mutex);
	pthread_cleanup_pop(0);
	return arg;
}

static void *sleep_long(void *arg)
{
	struct timespec hour = {3600, 0};

	is_ready = 1;
	nanosleep(&hour, NULL);
	return arg;
}

/* Is cancelled where it blocks, or before */
static void expect_cancelled(struct uk_testcase *esac, void *(*fn)(void *), int turns)
{
	pthread_t t;
	void *result = NULL;

	is_ready = cleaned = 0;
	sem_init(&never, 0, 0);
	UK_TEST_ASSERT(pthread_create(&t, NULL, fn, NULL) == 0);
	for (int i = 0; i < turns; i++)
		sched_yield();
	UK_TEST_EXPECT_ZERO(pthread_cancel(t));
	UK_TEST_EXPECT_ZERO(pthread_join(t, &result));
	UK_TEST_EXPECT_PTR_EQ(result, PTHREAD_CANCELED);
}

UK_TESTCASE(pthread, cancel_ends_a_wait_for_a_semaphore)
{
	expect_cancelled(esac, wait_for_semaphore, 3);
	UK_TEST_EXPECT(is_ready && cleaned == 1);
}

UK_TESTCASE(pthread, cancel_ends_a_wait_for_a_condition_with_the_mutex)
{
	expect_cancelled(esac, wait_for_condition, 3);
	UK_TEST_EXPECT(is_ready && cleaned == 1);
	UK_TEST_EXPECT_ZERO(pthread_mutex_trylock(&mutex));
	pthread_mutex_unlock(&mutex);
}

UK_TESTCASE(pthread, cancel_ends_a_sleep)
{
	expect_cancelled(esac, sleep_long, 3);
	UK_TEST_EXPECT(is_ready);
}

UK_TESTCASE(pthread, cancel_before_the_first_point_is_kept_for_it)
{
	expect_cancelled(esac, wait_for_semaphore, 0);
}

static void *disabled(void *arg)
{
	int state;

	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
	is_ready = 1;
	sem_wait(&never);
	cleaned = 7;
	pthread_setcancelstate(state, NULL);
	pthread_testcancel();
	return arg;
}

UK_TESTCASE(pthread, disabled_cancellation_waits)
{
	pthread_t t;
	void *result = NULL;

	is_ready = cleaned = 0;
	sem_init(&never, 0, 0);
	UK_TEST_ASSERT(pthread_create(&t, NULL, disabled, NULL) == 0);
	while (!__atomic_load_n(&is_ready, __ATOMIC_SEQ_CST))
		sched_yield();
	pthread_cancel(t);
	sched_yield();
	sem_post(&never);
	pthread_join(t, &result);
	UK_TEST_EXPECT_SNUM_EQ(cleaned, 7);
	UK_TEST_EXPECT_PTR_EQ(result, PTHREAD_CANCELED);
}

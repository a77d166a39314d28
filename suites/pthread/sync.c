/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Condition variables, barriers, read-write locks, semaphores. POSIX.1-2017
 * pthread_cond_wait(), pthread_barrier_wait(), pthread_rwlock_rdlock(),
 * sem_wait().
 */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <time.h>
#include <uk/test.h>

#define THREADS 5

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static int waiting, go, passed;

static void *wait_for_go(void *arg)
{
	pthread_mutex_lock(&mutex);
	waiting++;
	while (go == 0)
		pthread_cond_wait(&cond, &mutex);
	go--;
	passed++;
	pthread_mutex_unlock(&mutex);
	return arg;
}

static void begin(pthread_t t[])
{
	waiting = go = passed = 0;
	for (int i = 0; i < THREADS; i++)
		pthread_create(&t[i], NULL, wait_for_go, NULL);
	while (__atomic_load_n(&waiting, __ATOMIC_SEQ_CST) < THREADS)
		sched_yield();
}

static void join(pthread_t t[])
{
	for (int i = 0; i < THREADS; i++)
		pthread_join(t[i], NULL);
}

/* The woken are moved to the mutex, which wakes them one by one */
UK_TESTCASE(pthread, broadcast_wakes_all)
{
	pthread_t t[THREADS];

	begin(t);
	pthread_mutex_lock(&mutex);
	go = THREADS;
	pthread_cond_broadcast(&cond);
	pthread_mutex_unlock(&mutex);
	join(t);
	UK_TEST_EXPECT_SNUM_EQ(passed, THREADS);
}

UK_TESTCASE(pthread, each_signal_wakes_one)
{
	pthread_t t[THREADS];

	begin(t);
	for (int i = 0; i < THREADS; i++) {
		pthread_mutex_lock(&mutex);
		go++;
		pthread_cond_signal(&cond);
		pthread_mutex_unlock(&mutex);
		sched_yield();
	}
	join(t);
	UK_TEST_EXPECT_SNUM_EQ(passed, THREADS);
}

UK_TESTCASE(pthread, timed_wait_gives_up_with_the_mutex)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += 2000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_nsec -= 1000000000;
		until.tv_sec++;
	}
	pthread_mutex_lock(&mutex);
	UK_TEST_EXPECT_SNUM_EQ(pthread_cond_timedwait(&cond, &mutex, &until),
			       ETIMEDOUT);
	UK_TEST_EXPECT_SNUM_EQ(pthread_mutex_trylock(&mutex), EBUSY);
	pthread_mutex_unlock(&mutex);
}

static pthread_barrier_t barrier;
static int arrived, early, serial;

static void *meet(void *arg)
{
	for (int round = 1; round <= 10; round++) {
		__atomic_add_fetch(&arrived, 1, __ATOMIC_SEQ_CST);
		if (pthread_barrier_wait(&barrier) ==
		    PTHREAD_BARRIER_SERIAL_THREAD)
			__atomic_add_fetch(&serial, 1, __ATOMIC_SEQ_CST);
		if (__atomic_load_n(&arrived, __ATOMIC_SEQ_CST) <
		    round * THREADS)
			early = 1;
	}
	return arg;
}

UK_TESTCASE(pthread, barrier_lets_nobody_through_early)
{
	pthread_t t[THREADS];

	arrived = early = serial = 0;
	UK_TEST_ASSERT(pthread_barrier_init(&barrier, NULL, THREADS) == 0);
	for (int i = 0; i < THREADS; i++)
		UK_TEST_ASSERT(pthread_create(&t[i], NULL, meet, NULL) == 0);
	join(t);
	UK_TEST_EXPECT_ZERO(early);
	UK_TEST_EXPECT_SNUM_EQ(serial, 10);
	pthread_barrier_destroy(&barrier);
}

static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static int readers, writers, most_readers, mixed;

static void look(void)
{
	if (readers > most_readers)
		most_readers = readers;
	if (writers > 1 || (writers && readers))
		mixed = 1;
	sched_yield();
}

static void *read_it(void *arg)
{
	for (int i = 0; i < 50; i++) {
		pthread_rwlock_rdlock(&rwlock);
		__atomic_add_fetch(&readers, 1, __ATOMIC_SEQ_CST);
		look();
		__atomic_sub_fetch(&readers, 1, __ATOMIC_SEQ_CST);
		pthread_rwlock_unlock(&rwlock);
	}
	return arg;
}

static void *write_it(void *arg)
{
	for (int i = 0; i < 50; i++) {
		pthread_rwlock_wrlock(&rwlock);
		writers++;
		look();
		writers--;
		pthread_rwlock_unlock(&rwlock);
	}
	return arg;
}

UK_TESTCASE(pthread, rwlock_admits_many_readers_or_one_writer)
{
	pthread_t t[THREADS];

	readers = writers = most_readers = mixed = 0;
	for (int i = 0; i < THREADS; i++)
		UK_TEST_ASSERT(pthread_create(&t[i], NULL,
					      i < 3 ? read_it : write_it,
					      NULL) == 0);
	join(t);
	UK_TEST_EXPECT_ZERO(mixed);
	UK_TEST_EXPECT_SNUM_GE(most_readers, 2);
}

static sem_t ping, pong;

static void *answer(void *arg)
{
	for (int i = 0; i < 100; i++) {
		sem_wait(&ping);
		sem_post(&pong);
	}
	return arg;
}

UK_TESTCASE(pthread, semaphores_lose_no_post)
{
	struct timespec past = {1, 0};
	pthread_t t;
	int value = -1;

	sem_init(&ping, 0, 0);
	sem_init(&pong, 0, 0);
	UK_TEST_ASSERT(pthread_create(&t, NULL, answer, NULL) == 0);
	for (int i = 0; i < 100; i++) {
		sem_post(&ping);
		sem_wait(&pong);
	}
	pthread_join(t, NULL);
	sem_getvalue(&pong, &value);
	UK_TEST_EXPECT_ZERO(value);
	UK_TEST_EXPECT_SNUM_EQ(sem_trywait(&pong), -1);
	UK_TEST_EXPECT_SNUM_EQ(errno, EAGAIN);
	UK_TEST_EXPECT_SNUM_EQ(sem_timedwait(&pong, &past), -1);
	UK_TEST_EXPECT_SNUM_EQ(errno, ETIMEDOUT);
}

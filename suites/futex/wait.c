/* SPDX-License-Identifier: BSD-3-Clause */
/* Suite futex: waiting and waking. Linux futex(2). */
#include "futex.h"
#include <uk/test.h>

static volatile uint32_t word;

static void *wait(void *arg)
{
	struct waiter *w = arg;

	w->rc = 1;
	w->rc = w->bits ? futex(w->word, FUTEX_WAIT_BITSET, 0, NULL, NULL,
				w->bits)
			: futex(w->word, FUTEX_WAIT, 0, NULL, NULL, 0);
	return NULL;
}

void begin_wait(struct waiter *w, volatile uint32_t *where, uint32_t bits)
{
	w->word = where;
	w->bits = bits;
	w->rc = 0;
	pthread_create(&w->thread, NULL, wait, w);
	for (int i = 0; i < 3; i++)
		sched_yield();
}

long end_wait(struct waiter *w)
{
	pthread_join(w->thread, NULL);
	return w->rc;
}

UK_TESTCASE(futex, other_value_does_not_wait)
{
	word = 5;
	UK_TEST_EXPECT_SNUM_EQ(futex(&word, FUTEX_WAIT, 4, NULL, NULL, 0),
			       -EAGAIN);
	UK_TEST_EXPECT_SNUM_EQ(futex(&word, FUTEX_WAIT | FUTEX_PRIVATE, 4, NULL,
				     NULL, 0),
			       -EAGAIN);
}

UK_TESTCASE(futex, bad_arguments_are_errors)
{
	struct timespec bad = {0, 1000000000};

	word = 0;
	UK_TEST_EXPECT_SNUM_EQ(futex((char *)&word + 1, FUTEX_WAIT, 0, NULL,
				     NULL, 0),
			       -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(futex((void *)16, FUTEX_WAIT, 0, NULL, NULL, 0),
			       -EFAULT);
	UK_TEST_EXPECT_SNUM_EQ(futex(&word, FUTEX_WAIT, 0, &bad, NULL, 0),
			       -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(futex(&word, FUTEX_WAIT_BITSET, 0, NULL, NULL,
				     0),
			       -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(futex(&word, 77, 0, NULL, NULL, 0), -ENOSYS);
}

UK_TESTCASE(futex, wake_wakes_as_many_as_asked)
{
	struct waiter w[3];

	word = 0;
	UK_TEST_EXPECT_ZERO(futex_wake(&word, 1));
	for (int i = 0; i < 3; i++)
		begin_wait(&w[i], &word, 0);
	UK_TEST_EXPECT_SNUM_EQ(futex_wake(&word, 2), 2);
	UK_TEST_EXPECT_ZERO(end_wait(&w[0]));
	UK_TEST_EXPECT_ZERO(end_wait(&w[1]));
	UK_TEST_EXPECT_SNUM_EQ(w[2].rc, 1);
	UK_TEST_EXPECT_SNUM_EQ(futex_wake(&word, 10), 1);
	UK_TEST_EXPECT_ZERO(end_wait(&w[2]));
}

UK_TESTCASE(futex, wake_is_for_one_word)
{
	static volatile uint32_t other;
	struct waiter w;

	word = other = 0;
	begin_wait(&w, &word, 0);
	UK_TEST_EXPECT_ZERO(futex_wake(&other, 1));
	UK_TEST_EXPECT_SNUM_EQ(w.rc, 1);
	UK_TEST_EXPECT_SNUM_EQ(futex_wake(&word, 1), 1);
	UK_TEST_EXPECT_ZERO(end_wait(&w));
}

UK_TESTCASE(futex, bits_choose_who_is_woken)
{
	struct waiter a, b;

	word = 0;
	begin_wait(&a, &word, 1);
	begin_wait(&b, &word, 6);
	UK_TEST_EXPECT_SNUM_EQ(futex(&word, FUTEX_WAKE_BITSET, 9, NULL, NULL,
				     8),
			       0);
	UK_TEST_EXPECT_SNUM_EQ(futex(&word, FUTEX_WAKE_BITSET, 9, NULL, NULL,
				     4),
			       1);
	UK_TEST_EXPECT_ZERO(end_wait(&b));
	UK_TEST_EXPECT_SNUM_EQ(a.rc, 1);
	UK_TEST_EXPECT_SNUM_EQ(futex_wake(&word, 9), 1);
	UK_TEST_EXPECT_ZERO(end_wait(&a));
}

static long elapsed_usec(const struct timespec *since)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - since->tv_sec) * 1000000 +
	       (now.tv_nsec - since->tv_nsec) / 1000;
}

UK_TESTCASE(futex, relative_time_limit_ends_a_wait)
{
	struct timespec begin, limit = {0, 3000000};

	word = 0;
	clock_gettime(CLOCK_MONOTONIC, &begin);
	UK_TEST_EXPECT_SNUM_EQ(futex(&word, FUTEX_WAIT, 0, &limit, NULL, 0),
			       -ETIMEDOUT);
	UK_TEST_EXPECT_SNUM_GE(elapsed_usec(&begin), 3000);
}

/* Returns how long it took, in microseconds. */
static long expect_absolute(struct uk_testcase *esac, int clock, int flag)
{
	struct timespec begin, limit;
	long took;

	clock_gettime(CLOCK_MONOTONIC, &begin);
	clock_gettime(clock, &limit);
	limit.tv_nsec += 3000000;
	if (limit.tv_nsec >= 1000000000) {
		limit.tv_nsec -= 1000000000;
		limit.tv_sec++;
	}
	UK_TEST_EXPECT_SNUM_EQ(futex(&word, FUTEX_WAIT_BITSET | flag, 0, &limit,
				     NULL, ~0U),
			       -ETIMEDOUT);
	took = elapsed_usec(&begin);
	UK_TEST_EXPECT_SNUM_GE(took, 2900);
	return took;
}

/* On a busy host any wait may take long, but not each time. */
#define WAITS 5
#define LATE_USEC 1000000

static void expect_in_time(struct uk_testcase *esac, int clock, int flag)
{
	long took = LATE_USEC;
	int i;

	for (i = 0; i < WAITS && took >= LATE_USEC; i++)
		took = expect_absolute(esac, clock, flag);
	UK_TEST_EXPECT_SNUM_LT(took, LATE_USEC);
}

UK_TESTCASE(futex, absolute_time_limits_are_on_two_clocks)
{
	word = 0;
	expect_in_time(esac, CLOCK_MONOTONIC, 0);
	expect_in_time(esac, CLOCK_REALTIME, FUTEX_REALTIME);
}

uk_testsuite_register(futex, NULL);

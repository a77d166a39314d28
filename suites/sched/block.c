/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Blocking, waking, sleeping, time limits.
 */
#include "suite.h"

static void block_once(void *arg __unused)
{
	sched_note('b');
	uk_thread_block(uk_thread_current());
	uk_sched_yield();
	sched_note('w');
	uk_sched_thread_exit();
}

UK_TESTCASE(sched, blocked_thread_waits_for_its_wakeup)
{
	struct uk_thread *t = sched_thread(block_once, NULL);

	sched_log_clear();
	UK_TEST_ASSERT(t != NULL);
	sched_settle();
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "b", 2);
	UK_TEST_EXPECT(!uk_thread_is_runnable(t));
	uk_thread_wakeup(t);
	UK_TEST_EXPECT(uk_thread_is_runnable(t));
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "b", 2);
	sched_settle();
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "bw", 3);
}

UK_TESTCASE(sched, wakeup_of_a_runnable_thread_changes_nothing)
{
	struct uk_thread *t = sched_thread(sched_letters, "ab");

	sched_log_clear();
	UK_TEST_ASSERT(t != NULL);
	uk_thread_wakeup(t);
	uk_thread_wakeup(t);
	uk_sched_yield();
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "a", 2);
	sched_settle();
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "ab", 3);
}

static void wake_arg(void *t)
{
	sched_note('k');
	uk_thread_wakeup(t);
	uk_sched_thread_exit();
}

UK_TESTCASE(sched, wakeup_between_block_and_yield_is_not_lost)
{
	uk_thread_block(uk_thread_current());
	uk_thread_wakeup(uk_thread_current());
	uk_sched_yield();
	UK_TEST_EXPECT(uk_thread_is_runnable(uk_thread_current()));
}

UK_TESTCASE(sched, main_thread_can_block_too)
{
	sched_log_clear();
	UK_TEST_ASSERT(sched_thread(wake_arg, uk_thread_current()) != NULL);
	uk_thread_block(uk_thread_current());
	uk_sched_yield();
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "k", 2);
	sched_settle();
}

/* On a busy host any sleep may take long, but not each time */
#define SLEEPS 5
#define LATE MSEC(1500)

UK_TESTCASE(sched, sleep_lasts_as_long_as_asked)
{
	__nsec start, slept, least = LATE;
	int i;

	for (i = 0; i < SLEEPS && least >= LATE; i++) {
		start = ukplat_monotonic_clock();
		uk_sched_thread_sleep(MSEC(3));
		slept = ukplat_monotonic_clock() - start;
		UK_TEST_EXPECT_SNUM_GE(slept, MSEC(3));
		least = MIN(least, slept);
	}
	UK_TEST_EXPECT_SNUM_LT(least, LATE);
}

/* When the first sleeper went to sleep, and the last. */
static __nsec first_began, last_began;

static void sleeper(void *text)
{
	last_began = ukplat_monotonic_clock();
	if (!first_began)
		first_began = last_began;
	uk_sched_thread_sleep(MSEC(((const char *)text)[1] - '0'));
	sched_note(((const char *)text)[0]);
	uk_sched_thread_exit();
}

/* Others get the CPU while this thread sleeps, for as long as they need. */
static void sleep_until_noted(__sz count)
{
	unsigned int i;

	for (i = 0; i < 50 && strlen(sched_log) < count; i++)
		uk_sched_thread_sleep(MSEC(2));
}

/* A host that stalls the CPU while sleepers begin changes their order. */
UK_TESTCASE(sched, sleepers_wake_in_order_of_time)
{
	unsigned int tries = 0;

	do {
		sched_log_clear();
		first_began = 0;
		UK_TEST_ASSERT(sched_thread(sleeper, "c6") &&
			       sched_thread(sleeper, "a2") &&
			       sched_thread(sleeper, "b4"));
		sleep_until_noted(3);
		sched_settle();
	} while (last_began - first_began > MSEC(1) && ++tries < 20);
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "abc", 4);
}

UK_TESTCASE(sched, others_run_while_one_sleeps)
{
	sched_log_clear();
	UK_TEST_ASSERT(sched_thread(sched_letters, "xyz") != NULL);
	sleep_until_noted(3);
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "xyz", 4);
	sched_settle();
}

static void block_with_limit(void *limit)
{
	uk_thread_block_timeout(uk_thread_current(), *(__nsec *)limit);
	uk_sched_yield();
	sched_note('t');
	uk_sched_thread_exit();
}

UK_TESTCASE(sched, wakeup_comes_before_the_time_limit)
{
	__nsec limit = MSEC(60000);
	struct uk_thread *t = sched_thread(block_with_limit, &limit);

	sched_log_clear();
	UK_TEST_ASSERT(t != NULL);
	uk_sched_yield();
	UK_TEST_EXPECT_NOT_ZERO(t->wakeup_time);
	uk_thread_wakeup(t);
	UK_TEST_EXPECT_ZERO(t->wakeup_time);
	sched_settle();
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "t", 2);
}

UK_TESTCASE(sched, time_limit_ends_a_block)
{
	__nsec limit = MSEC(1);

	sched_log_clear();
	UK_TEST_ASSERT(sched_thread(block_with_limit, &limit) != NULL);
	uk_sched_yield();
	UK_TEST_EXPECT_SNUM_EQ(strlen(sched_log), 0);
	uk_sched_thread_sleep(MSEC(3));
	sched_settle();
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "t", 2);
}

UK_TESTCASE(sched, endless_time_limit_does_not_overflow)
{
	__nsec limit = __NSEC_MAX;
	struct uk_thread *t = sched_thread(block_with_limit, &limit);

	sched_log_clear();
	UK_TEST_ASSERT(t != NULL);
	sched_settle();
	UK_TEST_EXPECT_SNUM_EQ(strlen(sched_log), 0);
	uk_thread_wakeup(t);
	sched_settle();
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "t", 2);
}

UK_TESTCASE(sched, limit_in_the_past_does_not_wait)
{
	uk_thread_block_until(uk_thread_current(), 1);
	uk_sched_yield();
	UK_TEST_EXPECT(uk_thread_is_runnable(uk_thread_current()));
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Whose turn it is: the order of threads, the running one.
 */
#include "suite.h"

UK_TESTCASE(sched, boot_runs_in_a_thread)
{
	UK_TEST_ASSERT(uk_thread_current() != NULL);
	UK_TEST_ASSERT(uk_sched_current() != NULL);
	UK_TEST_EXPECT_PTR_EQ(uk_thread_current()->sched, uk_sched_current());
	UK_TEST_EXPECT(uk_thread_is_runnable(uk_thread_current()));
	UK_TEST_EXPECT(!uk_thread_is_exited(uk_thread_current()));
	UK_TEST_EXPECT_SNUM_EQ(uk_sched_start(S), -EALREADY);
}

UK_TESTCASE(sched, yield_without_others_returns)
{
	struct uk_thread *self = uk_thread_current();

	uk_sched_yield();
	UK_TEST_EXPECT_PTR_EQ(uk_thread_current(), self);
}

UK_TESTCASE(sched, new_thread_runs_at_the_next_yield)
{
	sched_log_clear();
	UK_TEST_ASSERT(sched_thread(sched_letters, "a") != NULL);
	UK_TEST_EXPECT_SNUM_EQ(strlen(sched_log), 0);
	uk_sched_yield();
	UK_TEST_EXPECT_SNUM_EQ(strlen(sched_log), 1);
	sched_settle();
}

UK_TESTCASE(sched, threads_take_turns_in_order)
{
	sched_log_clear();
	UK_TEST_ASSERT(sched_thread(sched_letters, "aaa") != NULL);
	UK_TEST_ASSERT(sched_thread(sched_letters, "bbb") != NULL);
	UK_TEST_ASSERT(sched_thread(sched_letters, "cc") != NULL);
	sched_settle();
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "abcabcab", 9);
}

static void note_current(void *out)
{
	*(struct uk_thread **)out = uk_thread_current();
	uk_sched_thread_exit();
}

UK_TESTCASE(sched, current_is_the_thread_that_runs)
{
	struct uk_thread *seen = NULL, *self = uk_thread_current();
	struct uk_thread *t = sched_thread(note_current, &seen);

	UK_TEST_ASSERT(t != NULL);
	uk_sched_yield();
	UK_TEST_EXPECT_PTR_EQ(seen, t);
	UK_TEST_EXPECT_PTR_EQ(uk_thread_current(), self);
	sched_settle();
}

static void two_arguments(void *a, void *b)
{
	sched_note(*(char *)a);
	sched_note(*(char *)b);
	uk_sched_thread_exit();
}

static void no_argument(void)
{
	sched_note('n');
	uk_sched_thread_exit();
}

UK_TESTCASE(sched, functions_with_0_and_2_arguments)
{
	struct uk_thread *t;

	sched_log_clear();
	t = uk_thread_create_fn2(A, two_arguments, "x", "y", A, 0, A, false,
				 "two", NULL, NULL);
	UK_TEST_ASSERT(t != NULL);
	UK_TEST_EXPECT_ZERO(uk_sched_thread_add(S, t));
	UK_TEST_EXPECT_NOT_NULL(uk_sched_thread_create_fn0(
		S, no_argument, 0, false, false, "none", NULL, NULL));
	sched_settle();
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "xyn", 4);
}

static void create_another(void *arg __unused)
{
	sched_note('1');
	sched_thread(sched_letters, "2");
	uk_sched_yield();
	sched_note('3');
	uk_sched_thread_exit();
}

UK_TESTCASE(sched, threads_create_threads)
{
	sched_log_clear();
	UK_TEST_ASSERT(sched_thread(create_another, NULL) != NULL);
	sched_settle();
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "123", 4);
}

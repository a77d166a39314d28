/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Ends of threads, callbacks of libraries, destructors.
 */
#include "suite.h"

static bool listening, refusing;

static int on_init(struct uk_thread *child __unused, struct uk_thread *parent)
{
	if (refusing)
		return -EPERM;
	if (listening)
		sched_note(parent == uk_thread_current() ? 'i' : '?');
	return 0;
}

static void on_term(struct uk_thread *child)
{
	if (listening)
		sched_note(uk_thread_is_exited(child) ? 't' : '?');
}

static int on_init_late(struct uk_thread *child __unused,
			struct uk_thread *parent __unused)
{
	if (listening)
		sched_note('I');
	return 0;
}

static void on_term_late(struct uk_thread *child __unused)
{
	if (listening)
		sched_note('T');
}

static int refuse_late(struct uk_thread *child __unused,
		       struct uk_thread *parent __unused)
{
	return refusing ? -EPERM : 0;
}

UK_THREAD_INIT_PRIO(on_init, on_term, 3);
UK_THREAD_INIT_PRIO(on_init_late, on_term_late, 5);
UK_THREAD_INIT_PRIO(refuse_late, NULL, 7);

static void on_dtor(struct uk_thread *t)
{
	sched_note(t->priv ? 'D' : 'd');
}

static struct uk_thread *make(uk_thread_fn1_t fn, void *arg)
{
	return uk_sched_thread_create_fn1(S, fn, arg, 0, false, false, "end",
					  NULL, on_dtor);
}

UK_TESTCASE(sched, callbacks_and_destructor_in_order)
{
	sched_log_clear();
	listening = true;
	UK_TEST_EXPECT_NOT_NULL(make(sched_letters, "x"));
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "iI", 3);
	sched_settle();
	listening = false;
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "iIxTtd", 7);
}

UK_TESTCASE(sched, refused_thread_is_not_created)
{
	__s64 before = sched_allocations();
	unsigned int threads = S->nb_threads;

	refusing = true;
	UK_TEST_EXPECT_NULL(make(sched_letters, "x"));
	refusing = false;
	UK_TEST_EXPECT_SNUM_EQ(sched_allocations(), before);
	UK_TEST_EXPECT_SNUM_EQ(S->nb_threads, threads);
}

UK_TESTCASE(sched, another_thread_can_be_terminated)
{
	struct uk_thread *t = make(sched_letters, "abc");

	sched_log_clear();
	UK_TEST_ASSERT(t != NULL);
	uk_sched_yield();
	listening = true;
	uk_thread_terminate(t);
	listening = false;
	sched_settle();
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "aTtd", 5);
}

/* Those before and behind them in the queue have their turns */
UK_TESTCASE(sched, threads_between_others_can_be_terminated)
{
	static char letters[][2] = {"a", "b", "c", "d"};
	struct uk_thread *t[ARRAY_SIZE(letters)];
	unsigned int i;

	sched_log_clear();
	for (i = 0; i < ARRAY_SIZE(letters); i++) {
		t[i] = sched_thread(sched_letters, letters[i]);
		UK_TEST_ASSERT(t[i] != NULL);
	}
	uk_thread_terminate(t[1]);
	uk_thread_terminate(t[2]);
	sched_settle();
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "ad", 3);
}

UK_TESTCASE(sched, blocked_and_sleeping_threads_can_be_terminated)
{
	__s64 before = sched_allocations();
	struct uk_thread *t = make(sched_letters, "a");
	struct uk_thread *u = make(sched_letters, "b");

	sched_log_clear();
	UK_TEST_ASSERT(t && u);
	uk_thread_block(t);
	uk_thread_block_timeout(u, MSEC(1));
	uk_sched_yield();
	uk_thread_terminate(t);
	uk_thread_terminate(u);
	uk_sched_thread_sleep(MSEC(2));
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "dd", 3);
	UK_TEST_EXPECT_SNUM_EQ(sched_allocations(), before);
}

UK_TESTCASE(sched, unassigned_thread_is_terminated_then_released)
{
	struct uk_thread *t = uk_thread_create_fn1(
		A, sched_letters, "a", A, 0, A, false, "apart", "", on_dtor);

	sched_log_clear();
	UK_TEST_ASSERT(t != NULL);
	uk_thread_terminate(t);
	UK_TEST_EXPECT(uk_thread_is_exited(t));
	UK_TEST_EXPECT_SNUM_EQ(uk_sched_thread_add(S, t), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(strlen(sched_log), 0);
	uk_thread_release(t);
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "D", 2);
}

UK_TESTCASE(sched, ended_thread_does_not_wake)
{
	static struct uk_thread t;

	UK_TEST_EXPECT_ZERO(uk_thread_init_bare(&t, 1, 0, 0, NULL, "never", NULL,
						NULL));
	uk_thread_block(&t);
	UK_TEST_EXPECT(!uk_thread_is_runnable(&t));
	uk_thread_terminate(&t);
	uk_thread_wakeup(&t);
	UK_TEST_EXPECT(!uk_thread_is_runnable(&t));
}

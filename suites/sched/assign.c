/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Threads apart from schedulers: assigned, unassigned, reassigned.
 */
#include "suite.h"

/* A function finds the return address on x86_64's stack (psABI 3.2.2) */
#ifdef CONFIG_ARCH_X86_64
#define CALL_PUSHES sizeof(__uptr)
#else
#define CALL_PUSHES 0
#endif

static struct uk_thread *make(const char *letters)
{
	return uk_thread_create_fn1(A, sched_letters, (void *)letters, A, 0, A,
				    false, "apart", NULL, NULL);
}

UK_TESTCASE(sched, created_thread_has_no_scheduler)
{
	struct uk_thread *t = make("a");

	sched_log_clear();
	UK_TEST_ASSERT(t != NULL);
	UK_TEST_EXPECT_NULL(t->sched);
	UK_TEST_EXPECT(uk_thread_is_runnable(t));
	sched_settle();
	UK_TEST_EXPECT_SNUM_EQ(strlen(sched_log), 0);
	UK_TEST_EXPECT_SNUM_EQ(uk_sched_thread_remove(t), -EINVAL);
	uk_thread_release(t);
}

UK_TESTCASE(sched, assigned_twice_is_refused)
{
	struct uk_thread *t = make("");
	unsigned int before = S->nb_threads;

	UK_TEST_ASSERT(t != NULL);
	UK_TEST_EXPECT_ZERO(uk_sched_thread_add(S, t));
	UK_TEST_EXPECT_SNUM_EQ(uk_sched_thread_add(S, t), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(S->nb_threads, before + 1);
	sched_settle();
	UK_TEST_EXPECT_SNUM_EQ(S->nb_threads, before);
}

static int refuse(struct uk_sched *s __unused, struct uk_thread *t __unused)
{
	return -ENOMEM;
}

UK_TESTCASE(sched, thread_that_a_scheduler_refuses_is_nobodys)
{
	struct uk_sched full = {.thread_add = refuse};
	struct uk_thread *t = make("a");

	sched_log_clear();
	UK_TEST_ASSERT(t != NULL);
	UK_TEST_EXPECT_SNUM_EQ(uk_sched_thread_add(&full, t), -ENOMEM);
	UK_TEST_EXPECT_NULL(t->sched);
	UK_TEST_EXPECT_ZERO(full.nb_threads);
	UK_TEST_EXPECT_ZERO(uk_sched_thread_add(S, t));
	sched_settle();
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "a", 2);
}

UK_TESTCASE(sched, removed_thread_does_not_run_until_added_again)
{
	struct uk_thread *t = make("abc");

	sched_log_clear();
	UK_TEST_ASSERT(t && uk_sched_thread_add(S, t) == 0);
	uk_sched_yield();
	UK_TEST_EXPECT_ZERO(uk_sched_thread_remove(t));
	UK_TEST_EXPECT_NULL(t->sched);
	sched_settle();
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "a", 2);
	UK_TEST_EXPECT_ZERO(uk_sched_thread_add(S, t));
	sched_settle();
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "abc", 4);
}

UK_TESTCASE(sched, running_thread_cannot_be_removed)
{
	UK_TEST_EXPECT_SNUM_EQ(uk_sched_thread_remove(uk_thread_current()),
			       -EBUSY);
	UK_TEST_EXPECT_NOT_NULL(uk_thread_current()->sched);
}

UK_TESTCASE(sched, container_runs_once_it_has_a_function)
{
	struct uk_thread *t = uk_thread_create_container(
		A, A, 0, A, false, "container", (void *)0x77, NULL);

	sched_log_clear();
	UK_TEST_ASSERT(t != NULL);
	UK_TEST_EXPECT(!uk_thread_is_runnable(t));
	UK_TEST_EXPECT_PTR_EQ(t->priv, 0x77);
	UK_TEST_EXPECT_SNUM_EQ(uk_sched_thread_add(S, t), -EINVAL);
	uk_thread_container_init_fn1(t, sched_letters, "z");
	UK_TEST_EXPECT_ZERO(uk_sched_thread_add(S, t));
	sched_settle();
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "z", 2);
}

static void bare_end(void)
{
	sched_note('!');
	uk_sched_thread_exit();
}

UK_TESTCASE(sched, thread_on_memory_of_the_caller)
{
	static struct uk_thread t;
	static __u64 stack[1024] __align(16);

	sched_log_clear();
	UK_TEST_EXPECT_ZERO(uk_thread_init_bare(
		&t, (__uptr)bare_end,
		ukarch_gen_sp(stack, sizeof(stack)) - CALL_PUSHES, 0,
		NULL, "bare", NULL, NULL));
	UK_TEST_EXPECT_ZERO(uk_sched_thread_add(S, &t));
	sched_settle();
	UK_TEST_EXPECT_BYTES_EQ(sched_log, "!", 2);
	UK_TEST_EXPECT(uk_thread_is_exited(&t));
	UK_TEST_EXPECT_NULL(t.sched);
}

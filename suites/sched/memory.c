/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory of threads: nothing leaks, nothing is left behind when there is none.
 */
#include "suite.h"

#define MANY 40
#define STACK 8192

static struct uk_alloc poor;
static int left;

/* An allocator that gives out `left` blocks of the default one */
static void *poor_malloc(struct uk_alloc *a __unused, __sz size)
{
	return left-- > 0 ? uk_malloc(A, size) : NULL;
}

static void *poor_memalign(struct uk_alloc *a __unused, __sz align, __sz size)
{
	return left-- > 0 ? uk_memalign(A, align, size) : NULL;
}

static void poor_free(struct uk_alloc *a __unused, void *ptr)
{
	uk_free(A, ptr);
}

UK_TESTCASE(sched, ended_threads_leave_no_memory)
{
	__s64 before = sched_allocations();
	unsigned int threads = S->nb_threads;

	sched_log_clear();
	for (unsigned int i = 0; i < MANY; i++)
		UK_TEST_ASSERT(sched_thread(sched_letters, "m") != NULL);
	UK_TEST_EXPECT_SNUM_EQ(S->nb_threads, threads + MANY);
	sched_settle();
	UK_TEST_EXPECT_SNUM_EQ(strlen(sched_log), MANY);
	UK_TEST_EXPECT_SNUM_EQ(sched_allocations(), before);
	UK_TEST_EXPECT_SNUM_EQ(S->nb_threads, threads);
}

UK_TESTCASE(sched, creation_fails_cleanly_at_each_allocation)
{
	__s64 before = sched_allocations();
	struct uk_thread *t;

	poor = *A;
	poor.malloc = poor_malloc;
	poor.memalign = poor_memalign;
	poor.free = poor_free;
	for (int blocks = 0; blocks < 4; blocks++) {
		left = blocks;
		t = uk_thread_create_fn1(&poor, sched_letters, "", &poor, 0,
					 &poor, false, "poor", NULL, NULL);
		UK_TEST_EXPECT_NULL(t);
		UK_TEST_EXPECT_SNUM_EQ(sched_allocations(), before);
	}
	left = 4;
	t = uk_thread_create_fn1(&poor, sched_letters, "", &poor, 0, &poor,
				 false, "rich enough", NULL, NULL);
	UK_TEST_ASSERT(t != NULL);
	uk_thread_release(t);
	UK_TEST_EXPECT_SNUM_EQ(sched_allocations(), before);
}

static void note_stack(void *out)
{
	char local;

	*(__uptr *)out = (__uptr)&local;
	uk_sched_thread_exit();
}

UK_TESTCASE(sched, stack_size_is_the_one_asked_for)
{
	__uptr seen = 0, base;
	struct uk_thread *t = uk_thread_create_fn1(A, note_stack, &seen, A,
						   STACK, NULL, true, "small",
						   NULL, NULL);

	UK_TEST_ASSERT(t != NULL);
	UK_TEST_EXPECT_NULL(t->ectx);
	UK_TEST_EXPECT_ZERO(t->flags & (UK_THREADF_ECTX | UK_THREADF_UKTLS));
	base = (__uptr)t->_mem.stack;
	UK_TEST_EXPECT_SNUM_LE(t->ctx.sp, base + STACK);
	UK_TEST_EXPECT_SNUM_GE(t->ctx.sp, base + STACK - 64);
	UK_TEST_ASSERT(uk_sched_thread_add(S, t) == 0);
	sched_settle();
	UK_TEST_EXPECT(seen > base && seen < base + STACK);
}

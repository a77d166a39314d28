/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Allocation on several CPUs at once: no block is given to two of them.
 */
#include <uk/arch/limits.h>
#include <uk/asm/lcpu.h>
#include <uk/plat/lcpu.h>

#include "arena.h"

#define MEETINGS 2
#define ROUNDS 5000
#define BLOCKS 8
#define START_TIMEOUT_NSEC 5000000000UL

struct worker {
	struct uk_alloc *a;
	unsigned int key;
	/** Blocks that lost their content. */
	unsigned int lost;
	/** Allocations that failed. */
	unsigned int failed;
};

/* Workers, and how many have come to a meeting, counted over all meetings. */
static unsigned int workers_count;
static unsigned int arrivals;

/* Waits for all workers. A virtual CPU may sleep for milliseconds while others
 * run: without meetings they could work one after the other.
 */
static void meet(unsigned int number)
{
	__atomic_add_fetch(&arrivals, 1, __ATOMIC_ACQ_REL);
	while (__atomic_load_n(&arrivals, __ATOMIC_ACQUIRE) <
	       number * workers_count)
		ukarch_cpu_relax();
}

/* A block holds its owner's key and no more, so that most of the time goes into
 * the allocator.
 */
static void take_and_free(struct worker *w)
{
	unsigned int *p[BLOCKS] = {0};
	unsigned int i;
	unsigned int at;

	for (i = 0; i < ROUNDS; i++) {
		at = i % BLOCKS;
		if (p[at])
			w->lost += UK_READ_ONCE(*p[at]) != w->key;
		uk_free(w->a, p[at]);
		p[at] = uk_malloc(w->a, 48);
		w->failed += !p[at];
		if (p[at])
			UK_WRITE_ONCE(*p[at], w->key);
	}
	for (at = 0; at < BLOCKS; at++)
		uk_free(w->a, p[at]);
}

static void work(struct worker *w)
{
	unsigned int i;

	for (i = 1; i <= MEETINGS; i++) {
		meet(i);
		take_and_free(w);
	}
}

static void work_entry(struct __regs *regs __unused, void *arg)
{
	work(arg);
}

/* Starts the CPUs that an earlier case has not; returns how many can work. */
static unsigned int start_others(void)
{
	static char stacks[CONFIG_UKPLAT_LCPU_MAXCOUNT][__STACK_SIZE]
		__align(16);
	void *sp[CONFIG_UKPLAT_LCPU_MAXCOUNT];
	unsigned int num = ukplat_lcpu_count() - 1;
	__lcpuidx idx;
	unsigned int i;

	for (i = 0; i < num; i++) {
		idx = i + 1;
		sp[0] = stacks[i] + __STACK_SIZE;
		ukplat_lcpu_start(&idx, &(unsigned int){1}, sp, NULL, 0);
	}
	if (ukplat_lcpu_wait(NULL, NULL, START_TIMEOUT_NSEC))
		return 0;
	return num;
}

UK_TESTCASE(ukalloc, cpus_allocate_at_the_same_time)
{
	static struct worker workers[CONFIG_UKPLAT_LCPU_MAXCOUNT];
	struct ukplat_lcpu_func fn = {.fn = work_entry};
	unsigned int others = ukplat_lcpu_count() - 1;
	unsigned int one;
	__lcpuidx i;

	if (others == 0)
		UK_TEST_SKIP("needs 2 CPUs");
	CASE_ARENA(ar);
	UK_TEST_EXPECT_SNUM_EQ(start_others(), others);
	workers_count = others + 1;
	arrivals = 0;
	for (i = 0; i <= others; i++)
		workers[i] = (struct worker){.a = ar.a, .key = i};
	for (i = 1; i <= others; i++) {
		one = 1;
		fn.user = &workers[i];
		UK_TEST_ASSERT(ukplat_lcpu_run(&i, &one, &fn, 0) == 0);
	}
	work(&workers[0]);
	UK_TEST_ASSERT(ukplat_lcpu_wait(NULL, NULL, START_TIMEOUT_NSEC) == 0);
	for (i = 0; i <= others; i++) {
		UK_TEST_EXPECT_ZERO(workers[i].lost);
		UK_TEST_EXPECT_ZERO(workers[i].failed);
	}
	CASE_ARENA_END(ar);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Allocation on several CPUs at once: no block is given to two of them. CPUs
 * that another suite has halted are left out.
 */
#include <uk/arch/limits.h>
#include <uk/asm/lcpu.h>
#include <uk/plat/lcpu.h>

#include "arena.h"

#define ROUNDS 1000
#define BLOCKS 8
#define TIMEOUT_NSEC 10000000000UL

static struct uk_alloc *shared;
/* Set when all have been asked: they begin together. */
static unsigned int go;
/* Blocks that lost their content, and allocations that failed. */
static unsigned int lost;
static unsigned int failed;

/* A block holds its owner's key and no more, so that most of the time goes into
 * the allocator.
 */
static void take_and_free(unsigned int key)
{
	unsigned int *p[BLOCKS] = {0};
	unsigned int i;
	unsigned int at;

	for (i = 0; i < ROUNDS; i++) {
		at = i % BLOCKS;
		if (p[at] && UK_READ_ONCE(*p[at]) != key)
			__atomic_add_fetch(&lost, 1, __ATOMIC_RELAXED);
		uk_free(shared, p[at]);
		p[at] = uk_malloc(shared, 48);
		if (p[at])
			UK_WRITE_ONCE(*p[at], key);
		else
			__atomic_add_fetch(&failed, 1, __ATOMIC_RELAXED);
	}
	for (at = 0; at < BLOCKS; at++)
		uk_free(shared, p[at]);
}

static void work(struct __regs *regs __unused, void *arg __unused)
{
	while (!__atomic_load_n(&go, __ATOMIC_ACQUIRE))
		ukarch_cpu_relax();
	take_and_free(ukplat_lcpu_idx());
}

/* CPUs that run already, or have been halted, refuse; that is all right. */
static void start_others(void)
{
	static char stacks[CONFIG_UKPLAT_LCPU_MAXCOUNT][__STACK_SIZE]
		__align(16);
	unsigned int one;
	__lcpuidx i;
	void *sp;

	for (i = 1; i < ukplat_lcpu_count(); i++) {
		one = 1;
		sp = stacks[i] + __STACK_SIZE;
		ukplat_lcpu_start(&i, &one, &sp, NULL, 0);
	}
}

UK_TESTCASE(ukalloc, cpus_allocate_at_the_same_time)
{
	const struct ukplat_lcpu_func fn = {.fn = work};
	unsigned int others = 0;

	if (ukplat_lcpu_count() < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	CASE_ARENA(ar);
	shared = ar.a;
	go = lost = failed = 0;
	start_others();
	UK_TEST_EXPECT_ZERO(ukplat_lcpu_wait(NULL, NULL, TIMEOUT_NSEC));
	UK_TEST_EXPECT_ZERO(ukplat_lcpu_run(NULL, &others, &fn, 0));
	UK_TEST_EXPECT_SNUM_GT(others, 0);
	__atomic_store_n(&go, 1, __ATOMIC_RELEASE);
	work(NULL, NULL);
	UK_TEST_ASSERT(ukplat_lcpu_wait(NULL, NULL, TIMEOUT_NSEC) == 0);
	UK_TEST_EXPECT_ZERO(lost);
	UK_TEST_EXPECT_ZERO(failed);
	CASE_ARENA_END(ar);
}

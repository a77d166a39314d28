/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Allocation on several CPUs at once: no block is given to two of them. CPUs
 * that another suite has halted are left out.
 */
#include <uk/essentials.h>
#include <uk/plat/lcpu.h>
#include <uk/test_cpus.h>

#include "arena.h"

#define ROUNDS 500
#define BLOCKS 8

static struct uk_alloc *shared;
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
	take_and_free(ukplat_lcpu_idx());
}

UK_TESTCASE(ukalloc, cpus_allocate_at_the_same_time)
{
	if (uk_test_cpus() < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	CASE_ARENA(ar);
	shared = ar.a;
	lost = failed = 0;
	UK_TEST_ASSERT(uk_test_on_all_cpus(work, NULL) == 0);
	UK_TEST_EXPECT_ZERO(lost);
	UK_TEST_EXPECT_ZERO(failed);
	CASE_ARENA_END(ar);
}

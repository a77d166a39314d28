/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An allocator whose memory ends where nothing is mapped: what looks further, faults.
 */
#include <uk/allocbbuddy.h>
#include <uk/plat/paging.h>

#include "arena.h"

/* At addresses of nobody else's */
#define EDGE_START 0x0000040000000000UL
#define EDGE_PAGES 8
#define EDGE_END (EDGE_START + EDGE_PAGES * PAGE_SIZE)
#define SMALL 64

/* Takes all blocks that are left. @return whether one ends where the memory does */
static __bool take_rest(struct uk_alloc *a)
{
	__bool is_last_taken = 0;
	void *ptr;

	while ((ptr = uk_malloc(a, SMALL)))
		is_last_taken |= (__uptr)ptr == EDGE_END - SMALL;
	return is_last_taken;
}

UK_TESTCASE(ukalloc, realloc_reads_the_old_block_and_no_further)
{
	struct uk_pagetable *pt = ukplat_pt_get_active();
	void *last = (void *)(EDGE_END - SMALL);
	struct uk_alloc *a;
	void *room, *moved;

	UK_TEST_ASSERT(ukplat_page_map(pt, EDGE_START, __PADDR_ANY, EDGE_PAGES,
				       PAGE_ATTR_PROT_RW, 0) == 0);
	a = uk_allocbbuddy_init((void *)EDGE_START, EDGE_PAGES * PAGE_SIZE);
	UK_TEST_ASSERT(a != NULL);
	room = uk_malloc(a, PAGE_SIZE);
	UK_TEST_ASSERT(take_rest(a));
	pattern_fill(last, SMALL, 1);
	uk_free(a, room);
	moved = uk_realloc(a, last, PAGE_SIZE);
	UK_TEST_EXPECT_PTR_EQ(moved, room);
	UK_TEST_EXPECT(moved && pattern_holds(moved, SMALL, 1));
	UK_TEST_EXPECT_ZERO(ukplat_page_unmap(pt, EDGE_START, EDGE_PAGES, 0));
}

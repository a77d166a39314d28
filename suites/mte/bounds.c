/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Accesses beside a block. Sizes of whole pages end and begin where tags do, also
 * on an emulator that has tags for pages only; of smaller blocks only the end
 * does there (lib/ukallocbbuddy/tags.h).
 */
#include <uk/plat/paging.h>

#include "mte_test.h"

static const __sz page_sizes[] = {PAGE_SIZE, 3 * PAGE_SIZE, 8 * PAGE_SIZE};
static const __sz small_sizes[] = {1, 16, 17, 40, 64, 100, 1000, 2048, 4095};

UK_TESTCASE(mte, heap_is_tagged_memory)
{
	NEED_TAGS();
	char *p = uk_malloc(HEAP, 40);
	unsigned int level = PAGE_LEVEL;
	__vaddr_t at = ukarch_memtag_strip((__vaddr_t)p);
	__pte_t pte = 0;

	UK_TEST_EXPECT_ZERO(ukplat_pt_walk(ukplat_pt_get_active(), at, &level,
					   NULL, &pte));
	UK_TEST_EXPECT_SNUM_EQ(ukarch_pte_attr(pte, level) &
				       PAGE_ATTR_TYPE_MASK,
			       PAGE_ATTR_TYPE_NORMAL_WB_TAGGED);
	UK_TEST_EXPECT_SNUM_EQ((SYSREG_READ(mair_el1) >>
				(8 * MAIR_INDEX_TAGGED)) & 0xff, 0xf0);
	UK_TEST_EXPECT_ZERO(mte_wrong_granules(p, 48));
	uk_free(HEAP, p);
}

UK_TESTCASE(mte, whole_block_is_usable)
{
	NEED_TAGS();
	struct uk_test_fault fault;
	char *p;

	for (unsigned int i = 0; i < ARRAY_SIZE(small_sizes); i++) {
		p = uk_malloc(HEAP, small_sizes[i]);
		UK_TEST_ASSERT(p != NULL);
		UK_TEST_TRY(&fault, for (__sz at = 0; at < small_sizes[i]; at++)
				mte_store(p + at));
		UK_TEST_EXPECT_SNUM_EQ(fault.kind, UK_TEST_FAULT_NONE);
		uk_free(HEAP, p);
	}
}

static void check_behind(struct uk_testcase *esac, char *p, __sz size)
{
	EXPECT_FREE(p + size - 1);
	EXPECT_CAUGHT(p + MEMTAG_ALIGN(size));
	EXPECT_CAUGHT(p + MEMTAG_ALIGN(size) + 15);
}

UK_TESTCASE(mte, overflow_by_1)
{
	NEED_TAGS();
	struct mte_row row;

	for (unsigned int i = 0; i < ARRAY_SIZE(page_sizes); i++) {
		row = mte_row(page_sizes[i]);
		UK_TEST_ASSERT(row.block[0]);
		EXPECT_CAUGHT(row.block[1] + page_sizes[i]);
		mte_row_free(&row);
	}
	row = mte_row(16);
	UK_TEST_ASSERT(row.block[0]);
	EXPECT_CAUGHT(row.block[1] + 16);
	mte_row_free(&row);
}

UK_TESTCASE(mte, overflow_by_16)
{
	NEED_TAGS();
	struct mte_row row;

	for (unsigned int i = 0; i < ARRAY_SIZE(page_sizes); i++) {
		row = mte_row(page_sizes[i]);
		UK_TEST_ASSERT(row.block[0]);
		EXPECT_CAUGHT(row.block[1] + page_sizes[i] + 15);
		mte_row_free(&row);
	}
}

UK_TESTCASE(mte, underflow_by_1)
{
	NEED_TAGS();
	struct mte_row row;

	for (unsigned int i = 0; i < ARRAY_SIZE(page_sizes); i++) {
		row = mte_row(page_sizes[i]);
		UK_TEST_ASSERT(row.block[0]);
		EXPECT_FREE(row.block[2]);
		EXPECT_CAUGHT(row.block[2] - 1);
		mte_row_free(&row);
	}
}

UK_TESTCASE(mte, underflow_by_16)
{
	NEED_TAGS();
	struct mte_row row;

	for (unsigned int i = 0; i < ARRAY_SIZE(page_sizes); i++) {
		row = mte_row(page_sizes[i]);
		UK_TEST_ASSERT(row.block[0]);
		EXPECT_CAUGHT(row.block[2] - 16);
		mte_row_free(&row);
	}
}

UK_TESTCASE(mte, underflow_of_small_blocks)
{
	NEED_TAGS();
	struct mte_row row;

	NEED_GRANULES();
	for (unsigned int i = 0; i < ARRAY_SIZE(small_sizes); i++) {
		row = mte_row(small_sizes[i]);
		UK_TEST_ASSERT(row.block[0]);
		EXPECT_CAUGHT(row.block[2] - 1);
		EXPECT_CAUGHT(row.block[2] - 16);
		mte_row_free(&row);
	}
}

UK_TESTCASE(mte, off_by_one_granule)
{
	NEED_TAGS();
	struct mte_row row;

	for (unsigned int i = 0; i < ARRAY_SIZE(small_sizes); i++) {
		row = mte_row(small_sizes[i]);
		UK_TEST_ASSERT(row.block[0]);
		check_behind(esac, row.block[1], small_sizes[i]);
		UK_TEST_EXPECT_ZERO(mte_wrong_granules(row.block[1],
						       small_sizes[i]));
		mte_row_free(&row);
	}
}

/* A wide access is checked for each granule that it touches */
UK_TESTCASE(mte, access_across_the_end)
{
	NEED_TAGS();
	struct uk_test_fault fault;
	char *p = uk_malloc(HEAP, PAGE_SIZE);

	UK_TEST_ASSERT(p != NULL);
	UK_TEST_TRY(&fault, __asm__ volatile("ldp x8, x9, [%0]"
					     : : "r"(p + PAGE_SIZE - 8)
					     : "x8", "x9", "memory"));
	mte_caught(esac, __FILE__, __LINE__, p + PAGE_SIZE, 0, &fault);
	UK_TEST_TRY(&fault, __asm__ volatile("ldp x8, x9, [%0]"
					     : : "r"(p + PAGE_SIZE - 16)
					     : "x8", "x9", "memory"));
	UK_TEST_EXPECT_SNUM_EQ(fault.kind, UK_TEST_FAULT_NONE);
	uk_free(HEAP, p);
}

/* The heap's own data comes before its first block, with tag 0 */
UK_TESTCASE(mte, data_of_the_allocator_is_out_of_reach)
{
	NEED_TAGS();
	char *p, *other = NULL;
	char *meta;

	p = uk_malloc(HEAP, 64);
	if (ukarch_memtag_of(p) == 0)
		other = uk_realloc(HEAP, p, 60);
	UK_TEST_ASSERT(p != NULL);
	p = other ? other : p;
	meta = ukarch_memtag_with((char *)HEAP, ukarch_memtag_of(p));
	UK_TEST_EXPECT_SNUM_NQ(ukarch_memtag_of(p), 0);
	EXPECT_CAUGHT(meta);
	EXPECT_FREE(HEAP);
	uk_free(HEAP, p);
}

#define NEIGHBOURS 200

/* Neighbours that carry the same tag, where both are in use */
static unsigned int alike(char *const block[])
{
	unsigned int i, k, count = 0;

	for (i = 0; i < NEIGHBOURS; i++)
		for (k = 0; k < NEIGHBOURS; k++)
			count += ukarch_memtag_strip((__uptr)block[k]) -
						 ukarch_memtag_strip(
							 (__uptr)block[i]) ==
					 PAGE_SIZE &&
				 ukarch_memtag_of(block[k]) ==
					 ukarch_memtag_of(block[i]);
	return count;
}

/* By no chance: whichever of the two came first, or between two others */
UK_TESTCASE(mte, neighbours_never_have_the_same_tag)
{
	NEED_TAGS();
	static char *block[NEIGHBOURS];
	unsigned int i, missing = 0;

	for (i = 0; i < NEIGHBOURS; i++)
		block[i] = uk_malloc(HEAP, PAGE_SIZE);
	UK_TEST_EXPECT_ZERO(alike(block));
	for (i = 0; i < NEIGHBOURS; i += 2)
		uk_free(HEAP, block[i]);
	for (i = 0; i < NEIGHBOURS; i += 2)
		block[i] = uk_malloc(HEAP, PAGE_SIZE);
	UK_TEST_EXPECT_ZERO(alike(block));
	for (i = 0; i < NEIGHBOURS; i++) {
		missing += !block[i];
		uk_free(HEAP, block[i]);
	}
	UK_TEST_EXPECT_ZERO(missing);
}

#define HEADS 200

/* Where the user's part begins on a later page, the pages before are closed */
UK_TESTCASE(mte, what_lies_before_a_large_block_is_closed)
{
	NEED_TAGS();
	unsigned int i, open = 0, heads = 0;

	for (i = 0; i < HEADS; i++) {
		char *p = uk_malloc(HEAP, 2 * PAGE_SIZE + PAGE_SIZE / 2);
		char *page = (char *)PAGE_ALIGN_DOWN((__uptr)p);

		UK_TEST_ASSERT(p != NULL);
		if (page != p) {
			heads++;
			open += ukarch_memtag_get(page - 1) ==
				ukarch_memtag_of(p);
		}
		uk_free(HEAP, p);
	}
	UK_TEST_EXPECT_ZERO(open);
	if (ukarch_memtag_span() > MEMTAG_GRANULE)
		UK_TEST_EXPECT_SNUM_EQ(heads, HEADS);
}

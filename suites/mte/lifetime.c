/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pointers that live longer than what they point to: after free, twice freed,
 * after realloc; and the other ways to get a block.
 */
#include <stdlib.h>
#include <string.h>

#include "mte_test.h"

static __s64 live_blocks(void)
{
	struct uk_alloc_stats stats;

	uk_alloc_stats_get(HEAP, &stats);
	return stats.cur_nb_allocs;
}

UK_TESTCASE(mte, use_after_free)
{
	NEED_TAGS();
	struct mte_row row;

	for (__sz size = 1; size <= 4 * PAGE_SIZE; size *= 4) {
		row = mte_row(size);
		UK_TEST_ASSERT(row.block[0]);
		mte_row_free(&row);
		EXPECT_CAUGHT(row.block[1]);
		EXPECT_CAUGHT(row.block[1] + size - 1);
	}
}

/* In any mode the block stays free, once */
UK_TESTCASE(mte, double_free)
{
	NEED_TAGS();
	char *volatile p = uk_malloc(HEAP, 100);
	struct uk_test_fault fault;
	__s64 blocks;
	__ssz bytes;

	uk_free(HEAP, p);
	blocks = live_blocks();
	bytes = uk_alloc_availmem(HEAP);
	UK_TEST_TRY(&fault, uk_free(HEAP, p));
	mte_caught(esac, __FILE__, __LINE__, p, 0, &fault);
	UK_TEST_EXPECT_SNUM_EQ(live_blocks(), blocks);
	UK_TEST_EXPECT_SNUM_EQ(uk_alloc_availmem(HEAP), bytes);
}

UK_TESTCASE(mte, free_of_a_forged_pointer)
{
	NEED_TAGS();
	char *p = uk_malloc(HEAP, 100);
	char *volatile forged;
	struct uk_test_fault fault;
	__s64 blocks = live_blocks();

	forged = ukarch_memtag_with(p, ukarch_memtag_of(p) ^ 5);
	UK_TEST_TRY(&fault, uk_free(HEAP, forged));
	mte_caught(esac, __FILE__, __LINE__, p, 0, &fault);
	UK_TEST_EXPECT_SNUM_EQ(live_blocks(), blocks);
	EXPECT_FREE(p);
	uk_free(HEAP, p);
	UK_TEST_EXPECT_SNUM_EQ(live_blocks(), blocks - 1);
}

static void fill(char *p, __sz size)
{
	for (__sz i = 0; i < size; i++)
		p[i] = (char)(i * 7);
}

static __sz wrong_bytes(const char *p, __sz size)
{
	__sz wrong = 0;

	for (__sz i = 0; i < size; i++)
		wrong += p[i] != (char)(i * 7);
	return wrong;
}

/* A block that is `from` bytes large becomes `to` bytes */
static void check_realloc(struct uk_testcase *esac, __sz from, __sz to)
{
	char *p = uk_malloc(HEAP, from);
	char *q;

	UK_TEST_ASSERT(p != NULL);
	fill(p, from);
	q = uk_realloc(HEAP, p, to);
	UK_TEST_ASSERT(q != NULL);
	UK_TEST_EXPECT_ZERO(wrong_bytes(q, MIN(from, to)));
	EXPECT_FREE(q + to - 1);
	EXPECT_CAUGHT(q + MEMTAG_ALIGN(to));
	EXPECT_CAUGHT(p);
	if (from > to)
		EXPECT_CAUGHT(p + from - 1);
	UK_TEST_EXPECT_ZERO(mte_wrong_granules(q, to));
	uk_free(HEAP, q);
}

UK_TESTCASE(mte, realloc_grow)
{
	NEED_TAGS();
	check_realloc(esac, 16, 32);
	check_realloc(esac, 40, 64);
	check_realloc(esac, 100, 3000);
	check_realloc(esac, 4096, 5000);
	check_realloc(esac, 8192, 65536);
}

UK_TESTCASE(mte, realloc_shrink)
{
	NEED_TAGS();
	check_realloc(esac, 64, 40);
	check_realloc(esac, 3000, 100);
	check_realloc(esac, 8192, 4097);
	check_realloc(esac, 65536, 16);
}

UK_TESTCASE(mte, realloc_of_a_stale_pointer)
{
	NEED_TAGS();
	char *volatile p = uk_malloc(HEAP, 100);
	struct uk_test_fault fault;
	__s64 blocks;

	uk_free(HEAP, p);
	blocks = live_blocks();
	UK_TEST_TRY(&fault, uk_realloc(HEAP, p, 200));
	mte_caught(esac, __FILE__, __LINE__, p, 0, &fault);
	UK_TEST_EXPECT_SNUM_EQ(live_blocks(), blocks);
}

UK_TESTCASE(mte, memalign_is_tagged)
{
	NEED_TAGS();
	struct uk_test_fault fault;
	__sz align;
	char *p;

	for (align = 16; align <= 16384; align *= 2) {
		p = uk_memalign(HEAP, align, align);
		UK_TEST_ASSERT(p != NULL);
		UK_TEST_EXPECT_ZERO((__uptr)p % align);
		UK_TEST_TRY(&fault, memset(p, 1, align));
		UK_TEST_EXPECT_SNUM_EQ(fault.kind, UK_TEST_FAULT_NONE);
		EXPECT_CAUGHT(p + align);
		uk_free(HEAP, p);
		EXPECT_CAUGHT(p);
	}
}

UK_TESTCASE(mte, calloc_is_tagged)
{
	NEED_TAGS();
	char *p = uk_calloc(HEAP, 3, 100);

	UK_TEST_ASSERT(p != NULL);
	UK_TEST_EXPECT_ZERO(mte_wrong_granules(p, 304));
	EXPECT_CAUGHT(p + 304);
	uk_free(HEAP, p);
	EXPECT_CAUGHT(p);
}

UK_TESTCASE(mte, pages_are_tagged)
{
	NEED_TAGS();
	char *p = uk_palloc(HEAP, 4);

	UK_TEST_ASSERT(p != NULL);
	UK_TEST_EXPECT_ZERO(mte_wrong_granules(p, 4 * PAGE_SIZE));
	EXPECT_CAUGHT(p + 4 * PAGE_SIZE);
	EXPECT_CAUGHT(p - 1);
	uk_pfree(HEAP, p, 4);
	EXPECT_CAUGHT(p + 3 * PAGE_SIZE);
}

UK_TESTCASE(mte, malloc_of_the_c_library)
{
	NEED_TAGS();
	char *p = malloc(100);
	char *q = calloc(10, 10);
	char *r;
	void *s = NULL;

	UK_TEST_ASSERT(p && q);
	EXPECT_CAUGHT(p + 112);
	EXPECT_CAUGHT(q + 112);
	r = realloc(p, 500);
	UK_TEST_ASSERT(r != NULL);
	EXPECT_CAUGHT(p);
	EXPECT_CAUGHT(r + 512);
	UK_TEST_EXPECT_ZERO(posix_memalign(&s, 64, 64));
	EXPECT_CAUGHT((char *)s + 64);
	free(r);
	free(q);
	free(s);
	EXPECT_CAUGHT(q);
	EXPECT_CAUGHT(s);
	p = aligned_alloc(32, 32);
	EXPECT_FREE(p);
	free(p);
	EXPECT_CAUGHT(p);
}

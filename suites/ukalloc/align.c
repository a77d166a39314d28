/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * uk_memalign(), uk_posix_memalign(), uk_palloc(): every power of two, and what
 * is none.
 */
#include <errno.h>
#include <uk/arch/limits.h>

#include "arena.h"

/* Two small blocks between the aligned ones keep the heap from being tidy. */
UK_TESTCASE(ukalloc, memalign_gives_every_power_of_two)
{
	void *odd[17];
	void *p[17];
	unsigned int i;

	CASE_ARENA(ar);
	for (i = 0; i < ARRAY_SIZE(p); i++) {
		odd[i] = uk_malloc(ar.a, 1);
		p[i] = uk_memalign(ar.a, 1UL << i, 3);
		UK_TEST_EXPECT_NOT_NULL(p[i]);
		UK_TEST_EXPECT_ZERO((__uptr)p[i] & ((1UL << i) - 1));
		UK_TEST_EXPECT(arena_holds(&ar, p[i], 3));
	}
	for (i = 0; i < ARRAY_SIZE(p); i++) {
		uk_free(ar.a, p[i]);
		uk_free(ar.a, odd[i]);
	}
	CASE_ARENA_END(ar);
}

/* What lies between the end and the next place with that alignment stays free */
UK_TESTCASE(ukalloc, memalign_takes_no_more_than_the_size_asks_for)
{
	void *p;

	CASE_ARENA(ar);
	p = uk_memalign(ar.a, 16384, 100);
	UK_TEST_EXPECT_NOT_NULL(p);
	UK_TEST_EXPECT_SNUM_GE(uk_alloc_availmem(ar.a), ar.empty_bytes - 1024);
	uk_free(ar.a, p);
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, memalign_of_large_sizes_does_not_overlap)
{
	static const __sz sizes[] = {0, 1, 100, 4096, 5000};
	char *p[ARRAY_SIZE(sizes)];
	unsigned int i;

	CASE_ARENA(ar);
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		p[i] = uk_memalign(ar.a, 2048, sizes[i]);
		UK_TEST_ASSERT(p[i] != NULL);
		UK_TEST_EXPECT(IS_ALIGNED((__uptr)p[i], 2048));
		pattern_fill(p[i], sizes[i], i);
	}
	for (i = 0; i < ARRAY_SIZE(sizes); i++)
		UK_TEST_EXPECT(pattern_holds(p[i], sizes[i], i));
	for (i = 0; i < ARRAY_SIZE(sizes); i++)
		uk_free(ar.a, p[i]);
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, memalign_to_what_is_no_power_of_two_fails)
{
	static const __sz aligns[] = {0,  3,  5,   6,	 7,	    12,
				      24, 48, 100, 4095, (1UL << 63) + 1,
				      __SZ_MAX};
	unsigned int i;

	CASE_ARENA(ar);
	for (i = 0; i < ARRAY_SIZE(aligns); i++)
		UK_TEST_EXPECT_NULL(uk_memalign(ar.a, aligns[i], 64));
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, memalign_beyond_memory_fails)
{
	CASE_ARENA(ar);
	UK_TEST_EXPECT_NULL(uk_memalign(ar.a, 1UL << 48, 1));
	UK_TEST_EXPECT_NULL(uk_memalign(ar.a, 1UL << 63, 1));
	UK_TEST_EXPECT_NULL(uk_memalign(ar.a, 4096, __SZ_MAX));
	UK_TEST_EXPECT_NULL(uk_memalign(ar.a, 4096, __SZ_MAX - 4095));
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, posix_memalign_errors_leave_the_pointer_alone)
{
	static const __sz aligns[] = {0, 1, 2, 4, 12, 24, 100, __SZ_MAX};
	void *const mark = (void *)0x1234;
	void *p = mark;
	unsigned int i;

	CASE_ARENA(ar);
	for (i = 0; i < ARRAY_SIZE(aligns); i++) {
		UK_TEST_EXPECT_SNUM_EQ(
			uk_posix_memalign(ar.a, &p, aligns[i], 64), EINVAL);
		UK_TEST_EXPECT_PTR_EQ(p, mark);
	}
	UK_TEST_EXPECT_SNUM_EQ(uk_posix_memalign(ar.a, &p, 64, ARENA_SIZE),
			       ENOMEM);
	UK_TEST_EXPECT_PTR_EQ(p, mark);
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, posix_memalign_gives_aligned_memory)
{
	void *p[10];
	unsigned int i;

	CASE_ARENA(ar);
	for (i = 0; i < ARRAY_SIZE(p); i++) {
		UK_TEST_EXPECT_ZERO(uk_posix_memalign(
			ar.a, &p[i], sizeof(void *) << i, 10 * i));
		UK_TEST_EXPECT_ZERO((__uptr)p[i] & ((sizeof(void *) << i) - 1));
	}
	for (i = 0; i < ARRAY_SIZE(p); i++)
		uk_free(ar.a, p[i]);
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, palloc_gives_whole_aligned_pages)
{
	static const unsigned long pages[] = {1, 2, 3, 4, 5, 7, 8};
	char *p[ARRAY_SIZE(pages)];
	unsigned int i;

	CASE_ARENA(ar);
	for (i = 0; i < ARRAY_SIZE(pages); i++) {
		p[i] = uk_palloc(ar.a, pages[i]);
		UK_TEST_ASSERT(p[i] != NULL);
		UK_TEST_EXPECT(IS_ALIGNED((__uptr)p[i], __PAGE_SIZE));
		pattern_fill(p[i], pages[i] * __PAGE_SIZE, i);
	}
	for (i = 0; i < ARRAY_SIZE(pages); i++)
		UK_TEST_EXPECT(pattern_holds(p[i], pages[i] * __PAGE_SIZE, i));
	for (i = 0; i < ARRAY_SIZE(pages); i++)
		uk_pfree(ar.a, p[i], pages[i]);
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, palloc_of_impossible_counts_fails)
{
	static const unsigned long pages[] = {
		0,
		ARENA_SIZE >> __PAGE_SHIFT,
		__SZ_MAX >> __PAGE_SHIFT,
		(__SZ_MAX >> __PAGE_SHIFT) + 1,
		(__SZ_MAX >> __PAGE_SHIFT) + 2,
		__SZ_MAX,
	};
	unsigned int i;

	CASE_ARENA(ar);
	for (i = 0; i < ARRAY_SIZE(pages); i++)
		UK_TEST_EXPECT_NULL(uk_palloc(ar.a, pages[i]));
	CASE_ARENA_END(ar);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * uk_malloc() and uk_free(): sizes at their edges, alignment, exclusiveness.
 */
#include "arena.h"

UK_TESTCASE(ukalloc, default_allocator_is_set)
{
	struct uk_alloc *a = uk_alloc_get_default();
	__ssz before;
	void *p;

	UK_TEST_ASSERT(a != NULL);
	before = uk_alloc_availmem(a);
	UK_TEST_EXPECT_SNUM_GT(before, 0);
	p = uk_malloc(a, 100);
	UK_TEST_EXPECT_NOT_NULL(p);
	UK_TEST_EXPECT_SNUM_LE(uk_alloc_availmem(a), before - 100);
	uk_free(a, p);
	UK_TEST_EXPECT_SNUM_EQ(uk_alloc_availmem(a), before);
}

UK_TESTCASE(ukalloc, malloc_zero_size_is_unique_and_freeable)
{
	void *p[4];
	unsigned int i;

	CASE_ARENA(ar);
	for (i = 0; i < ARRAY_SIZE(p); i++) {
		p[i] = uk_malloc(ar.a, 0);
		UK_TEST_EXPECT_NOT_NULL(p[i]);
		UK_TEST_EXPECT(i == 0 || p[i] != p[i - 1]);
	}
	UK_TEST_EXPECT(p[0] != p[2] && p[1] != p[3] && p[0] != p[3]);
	for (i = 0; i < ARRAY_SIZE(p); i++)
		uk_free(ar.a, p[i]);
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, malloc_is_aligned_for_any_object)
{
	static const __sz sizes[] = {1,	 2,  3,	 7,   8,   9,	15,  16, 17,
				     24, 31, 32, 33,  63,  64,	65,  96, 127,
				     128, 129, 1000, 4095, 4096, 4097};
	void *p[ARRAY_SIZE(sizes)];
	unsigned int i;

	CASE_ARENA(ar);
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		p[i] = uk_malloc(ar.a, sizes[i]);
		UK_TEST_EXPECT(p[i] && IS_ALIGNED((__uptr)p[i], 16));
		UK_TEST_EXPECT(arena_holds(&ar, p[i], sizes[i]));
	}
	for (i = 0; i < ARRAY_SIZE(sizes); i++)
		uk_free(ar.a, p[i]);
	CASE_ARENA_END(ar);
}

/* One byte below, at and above a power of two: rounding must not cut. */
UK_TESTCASE(ukalloc, malloc_sizes_around_powers_of_two_do_not_overlap)
{
	struct {
		char *p;
		__sz size;
	} block[39];
	unsigned int count = 0;
	unsigned int i;
	__sz size;

	CASE_ARENA(ar);
	for (i = 1; i <= 13; i++) {
		for (size = (1UL << i) - 1; size <= (1UL << i) + 1; size++) {
			block[count].size = size;
			block[count].p = uk_malloc(ar.a, size);
			UK_TEST_ASSERT(block[count].p != NULL);
			pattern_fill(block[count].p, size, count);
			count++;
		}
	}
	for (i = 0; i < count; i++)
		UK_TEST_EXPECT(pattern_holds(block[i].p, block[i].size, i));
	for (i = 0; i < count; i++)
		uk_free(ar.a, block[i].p);
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, malloc_larger_than_memory_fails)
{
	const __sz sizes[] = {ARENA_SIZE, ARENA_SIZE + 1, 1UL << 40,
			      1UL << 47,  (1UL << 48) + 1, __SZ_MAX / 2,
			      __SZ_MAX / 2 + 1, __SZ_MAX / 2 + 2,
			      __SZ_MAX - 4096, __SZ_MAX - 63, __SZ_MAX - 1,
			      __SZ_MAX};
	unsigned int i;

	CASE_ARENA(ar);
	for (i = 0; i < ARRAY_SIZE(sizes); i++)
		UK_TEST_EXPECT_NULL(uk_malloc(ar.a, sizes[i]));
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, free_null_does_nothing)
{
	CASE_ARENA(ar);
	uk_free(ar.a, NULL);
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, freed_memory_is_used_again)
{
	unsigned int i;
	void *p;

	CASE_ARENA(ar);
	/* ten times the arena altogether */
	for (i = 0; i < 10 * ARENA_SIZE / 8192; i++) {
		p = uk_malloc(ar.a, 8192);
		if (!p)
			break;
		uk_free(ar.a, p);
	}
	UK_TEST_EXPECT_SNUM_EQ(i, 10 * ARENA_SIZE / 8192);
	CASE_ARENA_END(ar);
}

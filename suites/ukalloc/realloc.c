/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * uk_realloc(): content, edges at NULL and 0, failure leaves the block alone.
 */
#include "arena.h"

UK_TESTCASE(ukalloc, realloc_of_null_allocates)
{
	void *p;

	CASE_ARENA(ar);
	p = uk_realloc(ar.a, NULL, 100);
	UK_TEST_ASSERT(p != NULL);
	pattern_fill(p, 100, 3);
	UK_TEST_EXPECT(pattern_holds(p, 100, 3));
	uk_free(ar.a, p);
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, realloc_to_zero_frees)
{
	void *p;

	CASE_ARENA(ar);
	p = uk_malloc(ar.a, 100);
	UK_TEST_EXPECT_NULL(uk_realloc(ar.a, p, 0));
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, realloc_of_null_to_zero_is_malloc)
{
	void *p;

	CASE_ARENA(ar);
	p = uk_realloc(ar.a, NULL, 0);
	UK_TEST_EXPECT_NOT_NULL(p);
	uk_free(ar.a, p);
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, realloc_growing_alone_keeps_content)
{
	__sz size = 1;
	__sz next;
	char *p;

	CASE_ARENA(ar);
	p = uk_malloc(ar.a, size);
	UK_TEST_ASSERT(p != NULL);
	pattern_fill(p, size, 5);
	for (; size < 32 * 1024; size = next) {
		next = size * 2 + 1;
		p = uk_realloc(ar.a, p, next);
		UK_TEST_ASSERT(p != NULL);
		UK_TEST_EXPECT(pattern_holds(p, size, 5));
		pattern_fill(p, next, 5);
	}
	uk_free(ar.a, p);
	CASE_ARENA_END(ar);
}

/* Live blocks on both sides: growing must move and must not touch them. */
UK_TESTCASE(ukalloc, realloc_growing_between_neighbours_moves)
{
	char *p[3];
	char *moved;
	unsigned int i;

	CASE_ARENA(ar);
	for (i = 0; i < 3; i++) {
		p[i] = uk_malloc(ar.a, 256);
		UK_TEST_ASSERT(p[i] != NULL);
		pattern_fill(p[i], 256, i);
	}
	moved = uk_realloc(ar.a, p[1], 3000);
	UK_TEST_ASSERT(moved != NULL);
	UK_TEST_EXPECT(pattern_holds(moved, 256, 1));
	pattern_fill(moved, 3000, 1);
	UK_TEST_EXPECT(pattern_holds(p[0], 256, 0));
	UK_TEST_EXPECT(pattern_holds(p[2], 256, 2));
	UK_TEST_EXPECT(pattern_holds(moved, 3000, 1));
	uk_free(ar.a, p[0]);
	uk_free(ar.a, moved);
	uk_free(ar.a, p[2]);
	CASE_ARENA_END(ar);
}

/* Allocates until the block at `place`, which is free, is among what was got */
static char *take_at(struct arena *ar, __sz size, const char *place,
		     void *others[], unsigned int *count)
{
	char *p;

	while ((p = uk_malloc(ar->a, size)) != NULL && p != place)
		others[(*count)++] = p;
	return p;
}

/* Four blocks side by side, the second grows, the third is free: it is not the
 * second one's buddy, and together they are no block of twice the size, which
 * somebody who wants it aligned would get later.
 */
UK_TESTCASE(ukalloc, realloc_of_an_upper_buddy_leaves_what_follows)
{
	const __sz size = 4096;
	void *others[ARENA_SIZE / 4096];
	unsigned int count = 0, odd = 0;
	char *p, *third, *fourth, *second, *grown;

	CASE_ARENA(ar);
	p = uk_memalign(ar.a, 4 * size, 4 * size);
	UK_TEST_ASSERT(p != NULL && uk_realloc(ar.a, p, size) == p);
	second = take_at(&ar, size, p + size, others, &count);
	third = take_at(&ar, 2 * size, p + 2 * size, others, &count);
	UK_TEST_ASSERT(third != NULL && uk_realloc(ar.a, third, size) == third);
	fourth = take_at(&ar, size, p + 3 * size, others, &count);
	UK_TEST_ASSERT(second != NULL && fourth != NULL);
	uk_free(ar.a, third);
	while (count > 0)
		uk_free(ar.a, others[--count]);
	pattern_fill(second, size, 2);
	grown = uk_realloc(ar.a, second, 2 * size);
	UK_TEST_EXPECT(pattern_holds(grown, size, 2));
	uk_free(ar.a, p);
	uk_free(ar.a, grown);
	uk_free(ar.a, fourth);
	while ((others[count] = uk_memalign(ar.a, 2 * size, 2 * size)) != NULL) {
		odd += !IS_ALIGNED((__uptr)others[count], 2 * size);
		count++;
	}
	UK_TEST_EXPECT_ZERO(odd);
	while (count > 0)
		uk_free(ar.a, others[--count]);
	CASE_ARENA_END(ar);
}

/* Of four the first grows to all, the second is free, and so is the third, but the
 * fourth is not
 */
UK_TESTCASE(ukalloc, realloc_to_four_times_leaves_the_fourth)
{
	const __sz size = 4096;
	void *others[ARENA_SIZE / 4096];
	unsigned int count = 0;
	char *p, *third, *fourth, *grown;

	CASE_ARENA(ar);
	p = uk_memalign(ar.a, 4 * size, 4 * size);
	UK_TEST_ASSERT(p != NULL && uk_realloc(ar.a, p, size) == p);
	third = take_at(&ar, 2 * size, p + 2 * size, others, &count);
	UK_TEST_ASSERT(third != NULL && uk_realloc(ar.a, third, size) == third);
	fourth = take_at(&ar, size, p + 3 * size, others, &count);
	UK_TEST_ASSERT(fourth != NULL);
	uk_free(ar.a, third);
	while (count > 0)
		uk_free(ar.a, others[--count]);
	pattern_fill(p, size, 1);
	grown = uk_realloc(ar.a, p, 4 * size);
	UK_TEST_EXPECT(grown != p);
	UK_TEST_EXPECT(pattern_holds(grown, size, 1));
	uk_free(ar.a, grown);
	uk_free(ar.a, fourth);
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, realloc_shrinking_keeps_content_and_returns_memory)
{
	static const __sz sizes[] = {16000, 8193, 8192, 8191, 1000, 64, 1};
	__ssz before;
	unsigned int i;
	char *p;

	CASE_ARENA(ar);
	p = uk_malloc(ar.a, 16384);
	UK_TEST_ASSERT(p != NULL);
	pattern_fill(p, 16384, 9);
	before = uk_alloc_availmem(ar.a);
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		p = uk_realloc(ar.a, p, sizes[i]);
		UK_TEST_ASSERT(p != NULL);
		UK_TEST_EXPECT(pattern_holds(p, sizes[i], 9));
	}
	UK_TEST_EXPECT_SNUM_GE(uk_alloc_availmem(ar.a), before + 8192);
	uk_free(ar.a, p);
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, realloc_that_fails_keeps_the_block)
{
	const __sz sizes[] = {ARENA_SIZE, __SZ_MAX / 2 + 1, __SZ_MAX};
	__ssz before;
	unsigned int i;
	char *p;

	CASE_ARENA(ar);
	p = uk_malloc(ar.a, 300);
	UK_TEST_ASSERT(p != NULL);
	pattern_fill(p, 300, 7);
	before = uk_alloc_availmem(ar.a);
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		UK_TEST_EXPECT_NULL(uk_realloc(ar.a, p, sizes[i]));
		UK_TEST_EXPECT(pattern_holds(p, 300, 7));
		UK_TEST_EXPECT_SNUM_EQ(uk_alloc_availmem(ar.a), before);
	}
	uk_free(ar.a, p);
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, realloc_to_the_same_size_keeps_the_block)
{
	char *p;
	char *q;

	CASE_ARENA(ar);
	p = uk_malloc(ar.a, 777);
	UK_TEST_ASSERT(p != NULL);
	pattern_fill(p, 777, 2);
	q = uk_realloc(ar.a, p, 777);
	UK_TEST_EXPECT_PTR_EQ(q, p);
	UK_TEST_EXPECT(pattern_holds(q, 777, 2));
	uk_free(ar.a, q);
	CASE_ARENA_END(ar);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * uk_calloc() and uk_zalloc(): zeroed also after use, products that wrap.
 */
#include "arena.h"

static __bool is_zero(const unsigned char *p, __sz size)
{
	while (size-- > 0)
		if (*p++)
			return 0;
	return 1;
}

/* Leaves no byte of the free memory zero. */
static void make_dirty(struct uk_alloc *a)
{
	void *first = NULL;
	void **p;
	__sz size;

	while ((size = (__sz)uk_alloc_maxalloc(a)) != 0) {
		p = uk_malloc(a, size);
		pattern_fill(p, size, 254);
		*p = first;
		first = p;
	}
	while (first) {
		p = first;
		first = *p;
		uk_free(a, p);
	}
}

UK_TESTCASE(ukalloc, calloc_zeroes_used_memory)
{
	static const __sz counts[] = {1, 3, 63, 64, 65, 500, 4096};
	unsigned char *p;
	unsigned int i;

	CASE_ARENA(ar);
	make_dirty(ar.a);
	for (i = 0; i < ARRAY_SIZE(counts); i++) {
		p = uk_calloc(ar.a, counts[i], 7);
		UK_TEST_ASSERT(p != NULL);
		UK_TEST_EXPECT(is_zero(p, counts[i] * 7));
		pattern_fill(p, counts[i] * 7, 1);
		uk_free(ar.a, p);
	}
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, zalloc_zeroes_used_memory)
{
	unsigned char *p;

	CASE_ARENA(ar);
	make_dirty(ar.a);
	p = uk_zalloc(ar.a, 1001);
	UK_TEST_ASSERT(p != NULL);
	UK_TEST_EXPECT(is_zero(p, 1001));
	uk_free(ar.a, p);
	CASE_ARENA_END(ar);
}

/* Each product is larger than SZ_MAX and wraps to a small number. */
UK_TESTCASE(ukalloc, calloc_product_that_wraps_fails)
{
	static const struct {
		__sz nmemb;
		__sz size;
	} cases[] = {
		{__SZ_MAX, 2},
		{2, __SZ_MAX},
		{__SZ_MAX, __SZ_MAX},
		{1UL << 32, 1UL << 32},
		{(1UL << 32) + 1, 1UL << 32},
		{1UL << 63, 2},
		{__SZ_MAX / 16 + 2, 16},
		{3, __SZ_MAX / 3 + 1},
		{__SZ_MAX / 64 + 1, 64},
	};
	unsigned int i;

	CASE_ARENA(ar);
	for (i = 0; i < ARRAY_SIZE(cases); i++)
		UK_TEST_EXPECT_NULL(uk_calloc(ar.a, cases[i].nmemb,
					      cases[i].size));
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, calloc_of_nothing_is_freeable)
{
	void *p;
	void *q;

	CASE_ARENA(ar);
	p = uk_calloc(ar.a, 0, 100);
	q = uk_calloc(ar.a, __SZ_MAX, 0);
	UK_TEST_EXPECT_NOT_NULL(p);
	UK_TEST_EXPECT_NOT_NULL(q);
	UK_TEST_EXPECT(p != q);
	uk_free(ar.a, p);
	uk_free(ar.a, q);
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, calloc_without_memory_fails)
{
	CASE_ARENA(ar);
	UK_TEST_EXPECT_NULL(uk_calloc(ar.a, ARENA_SIZE / 8, 16));
	UK_TEST_EXPECT_NULL(uk_zalloc(ar.a, ARENA_SIZE));
	CASE_ARENA_END(ar);
}

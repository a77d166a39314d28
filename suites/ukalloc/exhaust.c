/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The end of memory: everything can be had, and everything comes back.
 */
#include "arena.h"

#define CHUNK 1024
#define CHUNKS_MAX (ARENA_SIZE / CHUNK)

/* Takes chunks until none is left; returns their number. */
static unsigned int take_all(struct uk_alloc *a, void *chunks[])
{
	unsigned int count = 0;

	while (count < CHUNKS_MAX) {
		chunks[count] = uk_malloc(a, CHUNK);
		if (!chunks[count])
			break;
		pattern_fill(chunks[count], CHUNK, count);
		count++;
	}
	return count;
}

UK_TESTCASE(ukalloc, exhaustion_serves_all_but_a_tenth)
{
	static void *chunk[CHUNKS_MAX];
	unsigned int count;
	unsigned int i;
	unsigned int intact = 0;

	CASE_ARENA(ar);
	count = take_all(ar.a, chunk);
	UK_TEST_EXPECT_SNUM_GT(count, CHUNKS_MAX - CHUNKS_MAX / 10);
	UK_TEST_EXPECT_SNUM_LT(count, CHUNKS_MAX);
	UK_TEST_EXPECT_SNUM_LT(uk_alloc_maxalloc(ar.a), CHUNK);
	for (i = 0; i < count; i++)
		intact += pattern_holds(chunk[i], CHUNK, i);
	UK_TEST_EXPECT_SNUM_EQ(intact, count);
	for (i = 0; i < count; i++)
		uk_free(ar.a, chunk[i]);
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, exhaustion_ends_with_one_free)
{
	static void *chunk[CHUNKS_MAX];
	unsigned int count;
	unsigned int i;

	CASE_ARENA(ar);
	count = take_all(ar.a, chunk);
	UK_TEST_ASSERT(count > 8);
	UK_TEST_EXPECT_NULL(uk_malloc(ar.a, CHUNK));
	uk_free(ar.a, chunk[7]);
	chunk[7] = uk_malloc(ar.a, CHUNK);
	UK_TEST_EXPECT_NOT_NULL(chunk[7]);
	UK_TEST_EXPECT_NULL(uk_malloc(ar.a, CHUNK));
	for (i = 0; i < count; i++)
		uk_free(ar.a, chunk[i]);
	CASE_ARENA_END(ar);
}

/* First every other chunk, so that no two neighbours are free at once; nothing
 * can merge until the rest follows.
 */
UK_TESTCASE(ukalloc, merge_after_free)
{
	static void *chunk[CHUNKS_MAX];
	unsigned int count;
	unsigned int i;

	CASE_ARENA(ar);
	count = take_all(ar.a, chunk);
	for (i = 0; i < count; i += 2)
		uk_free(ar.a, chunk[i]);
	UK_TEST_EXPECT_SNUM_LT(uk_alloc_maxalloc(ar.a), 4 * CHUNK);
	for (i = 1; i < count; i += 2)
		uk_free(ar.a, chunk[i]);
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, merge_in_any_order_of_frees)
{
	static void *chunk[CHUNKS_MAX];
	unsigned int strides[] = {1, 7, 101};
	unsigned int count;
	unsigned int at;
	unsigned int i;
	unsigned int s;

	CASE_ARENA(ar);
	for (s = 0; s < ARRAY_SIZE(strides); s++) {
		count = take_all(ar.a, chunk);
		while (count % strides[s] == 0 && strides[s] > 1)
			uk_free(ar.a, chunk[--count]);
		for (i = 0, at = 0; i < count; i++) {
			uk_free(ar.a, chunk[at]);
			at = (at + strides[s]) % count;
		}
		UK_TEST_EXPECT_SNUM_EQ(uk_alloc_maxalloc(ar.a),
				       ar.empty_largest);
		UK_TEST_EXPECT_SNUM_EQ(uk_alloc_availmem(ar.a),
				       ar.empty_bytes);
	}
	CASE_ARENA_END(ar);
}

/* Frees the chunk at `addr`; whether there is one */
static __bool free_at(struct uk_alloc *a, void *chunks[], unsigned int count,
		      __uptr addr)
{
	unsigned int i;

	for (i = 0; i < count && (__uptr)chunks[i] != addr; i++)
		;
	if (i == count)
		return 0;
	uk_free(a, chunks[i]);
	chunks[i] = NULL;
	return 1;
}

/* The block that was freed first merges, two others of its size stay as they are */
UK_TESTCASE(ukalloc, merge_of_one_leaves_the_others_to_be_had)
{
	static void *chunk[CHUNKS_MAX];
	void *got[3];
	unsigned int count;
	unsigned int i;
	__uptr first;

	CASE_ARENA(ar);
	count = take_all(ar.a, chunk);
	UK_TEST_ASSERT(count > 16);
	first = ALIGN_UP((__uptr)ar.base + ARENA_SIZE / 2, 8 * CHUNK);
	for (i = 0; i < 3; i++)
		UK_TEST_EXPECT(free_at(ar.a, chunk, count,
				       first + 2 * i * CHUNK));
	UK_TEST_EXPECT(free_at(ar.a, chunk, count, first + CHUNK));
	for (i = 0; i < 3; i++)
		got[i] = uk_malloc(ar.a, i ? CHUNK : 2 * CHUNK);
	UK_TEST_EXPECT_PTR_EQ(got[0], (void *)first);
	UK_TEST_EXPECT_NOT_NULL(got[1]);
	UK_TEST_EXPECT_NOT_NULL(got[2]);
	for (i = 0; i < 3; i++)
		uk_free(ar.a, got[i]);
	for (i = 0; i < count; i++)
		uk_free(ar.a, chunk[i]);
	CASE_ARENA_END(ar);
}

/* The kernel's heap, the only one that is large enough */
UK_TESTCASE(ukalloc, merge_to_the_largest_block)
{
	struct uk_alloc *a = uk_alloc_get_default();
	__ssz largest = uk_alloc_maxalloc(a);
	__ssz avail = uk_alloc_availmem(a);
	void *p = uk_malloc(a, (__sz)largest);

	UK_TEST_ASSERT(p != NULL);
	p = uk_realloc(a, p, 1);
	uk_free(a, p);
	UK_TEST_EXPECT_SNUM_EQ(uk_alloc_maxalloc(a), largest);
	UK_TEST_EXPECT_SNUM_EQ(uk_alloc_availmem(a), avail);
}

UK_TESTCASE(ukalloc, maxalloc_can_be_had_and_no_more)
{
	__ssz largest;
	void *p;
	void *q;

	CASE_ARENA(ar);
	p = uk_malloc(ar.a, 5000);
	largest = uk_alloc_maxalloc(ar.a);
	UK_TEST_EXPECT_SNUM_LE(largest, uk_alloc_availmem(ar.a));
	UK_TEST_EXPECT_NULL(uk_malloc(ar.a, (__sz)largest + 1));
	q = uk_malloc(ar.a, (__sz)largest);
	UK_TEST_EXPECT_NOT_NULL(q);
	uk_free(ar.a, p);
	uk_free(ar.a, q);
	CASE_ARENA_END(ar);
}

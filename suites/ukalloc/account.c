/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Making allocators, adding memory, and counting.
 */
#include <errno.h>
#include <uk/allocbbuddy.h>

#include "arena.h"

UK_TESTCASE(ukalloc, init_with_too_little_memory_fails)
{
	static char room[256];
	__sz len;

	for (len = 0; len <= sizeof(room); len += 32)
		UK_TEST_EXPECT_NULL(uk_allocbbuddy_init(room, len));
	UK_TEST_EXPECT_NULL(uk_allocbbuddy_init((void *)(__SZ_MAX - 100),
						4096));
	/* aligned up, it would begin at 0 */
	UK_TEST_EXPECT_NULL(
		uk_allocbbuddy_init((void *)(__SZ_MAX - 7), 4096));
}

/* Less than the allocator's own data, or than the way to the first aligned
 * byte: nothing behind the range may be written.
 */
UK_TESTCASE(ukalloc, init_writes_nothing_outside_of_its_range)
{
	static char room[2048] __align(16);
	unsigned int offset;
	__sz len;

	for (offset = 0; offset < 16; offset += 5) {
		for (len = 0; len < 32; len += 3) {
			pattern_fill(room, sizeof(room), len);
			UK_TEST_EXPECT_NULL(
				uk_allocbbuddy_init(room + offset, len));
			UK_TEST_EXPECT(
				pattern_holds(room, sizeof(room), len));
		}
	}
}

UK_TESTCASE(ukalloc, default_allocator_has_no_more_than_all)
{
	struct uk_alloc *a = uk_alloc_get_default();

	UK_TEST_EXPECT_SNUM_LE(uk_alloc_availmem(a), uk_alloc_totalmem(a));
}

/* Base and length without any alignment: blocks still are aligned and inside. */
UK_TESTCASE(ukalloc, init_on_unaligned_memory)
{
	struct uk_alloc *heap = uk_alloc_get_default();
	char *room = uk_malloc(heap, 8192);
	unsigned int shift;
	struct uk_alloc *a;
	char *p;

	UK_TEST_ASSERT(room != NULL);
	for (shift = 0; shift < 72; shift += 7) {
		pattern_fill(room, 8192, shift);
		a = uk_allocbbuddy_init(room + shift, 8000 - 3 * shift);
		UK_TEST_ASSERT(a != NULL);
		while ((p = uk_malloc(a, 64)) != NULL) {
			if (p < room + shift ||
			    p + 64 > room + 8000 - 2 * shift ||
			    !IS_ALIGNED((__uptr)p, 16))
				break;
			*p = 0;
		}
		UK_TEST_EXPECT_NULL(p);
		UK_TEST_EXPECT_ZERO(uk_alloc_availmem(a));
		UK_TEST_EXPECT_SNUM_GT(uk_alloc_totalmem(a), 6000);
	}
	uk_free(heap, room);
}

UK_TESTCASE(ukalloc, addmem_adds_usable_memory)
{
	struct uk_alloc *heap = uk_alloc_get_default();
	char *more = uk_malloc(heap, ARENA_SIZE);
	__ssz total;
	__ssz avail;
	char *p;
	char *q;

	CASE_ARENA(ar);
	UK_TEST_ASSERT(more != NULL);
	p = uk_malloc(ar.a, (__sz)ar.empty_largest);
	UK_TEST_EXPECT_NULL(uk_malloc(ar.a, (__sz)ar.empty_largest));
	total = uk_alloc_totalmem(ar.a);
	avail = uk_alloc_availmem(ar.a);
	UK_TEST_EXPECT_ZERO(uk_alloc_addmem(ar.a, more, ARENA_SIZE));
	UK_TEST_EXPECT_SNUM_GT(uk_alloc_totalmem(ar.a),
			       total + (__ssz)ARENA_SIZE * 9 / 10);
	UK_TEST_EXPECT_SNUM_EQ(uk_alloc_totalmem(ar.a) - total,
			       uk_alloc_availmem(ar.a) - avail);
	q = uk_malloc(ar.a, (__sz)ar.empty_largest);
	UK_TEST_ASSERT(q != NULL);
	UK_TEST_EXPECT(q >= more && q + ar.empty_largest <= more + ARENA_SIZE);
	uk_free(ar.a, p);
	uk_free(ar.a, q);
	UK_TEST_EXPECT_SNUM_EQ(uk_alloc_availmem(ar.a),
			       uk_alloc_totalmem(ar.a));
	uk_free(heap, more);
	arena_close(&ar);
}

UK_TESTCASE(ukalloc, addmem_of_too_little_fails)
{
	static char room[128];

	CASE_ARENA(ar);
	UK_TEST_EXPECT_SNUM_EQ(uk_alloc_addmem(ar.a, room, 0), -ENOMEM);
	UK_TEST_EXPECT_SNUM_EQ(uk_alloc_addmem(ar.a, room, sizeof(room)),
			       -ENOMEM);
	UK_TEST_EXPECT_SNUM_EQ(uk_alloc_addmem(ar.a, room, __SZ_MAX),
			       -ENOMEM);
	UK_TEST_EXPECT_SNUM_EQ(
		uk_alloc_addmem(ar.a, (void *)(__SZ_MAX - 63), 32), -ENOMEM);
	UK_TEST_EXPECT_SNUM_EQ(
		uk_alloc_addmem(ar.a, (void *)(__SZ_MAX - 4), 4), -ENOMEM);
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, statistics_count_what_happened)
{
	struct uk_alloc_stats s;
	void *p;
	void *q;

	CASE_ARENA(ar);
	p = uk_malloc(ar.a, 10);
	q = uk_memalign(ar.a, 64, 3000);
	UK_TEST_EXPECT_NULL(uk_malloc(ar.a, ARENA_SIZE));
	uk_alloc_stats_get(ar.a, &s);
	UK_TEST_EXPECT_SNUM_EQ(s.tot_nb_allocs, 2);
	UK_TEST_EXPECT_SNUM_EQ(s.cur_nb_allocs, 2);
	UK_TEST_EXPECT_SNUM_EQ(s.nb_enomem, 1);
	UK_TEST_EXPECT_SNUM_EQ(s.min_alloc_size, 10);
	UK_TEST_EXPECT_SNUM_EQ(s.max_alloc_size, 3000);
	UK_TEST_EXPECT_SNUM_EQ(s.last_alloc_size, 3000);
	uk_free(ar.a, p);
	uk_free(ar.a, q);
	uk_free(ar.a, NULL);
	uk_alloc_stats_get(ar.a, &s);
	UK_TEST_EXPECT_SNUM_EQ(s.tot_nb_frees, 2);
	UK_TEST_EXPECT_SNUM_EQ(s.cur_nb_allocs, 0);
	UK_TEST_EXPECT_SNUM_EQ(s.max_nb_allocs, 2);
	/* what was most stays so when less is in use */
	p = uk_malloc(ar.a, 10);
	uk_alloc_stats_get(ar.a, &s);
	UK_TEST_EXPECT_SNUM_EQ(s.cur_nb_allocs, 1);
	UK_TEST_EXPECT_SNUM_EQ(s.max_nb_allocs, 2);
	uk_free(ar.a, p);
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, page_counts_follow_byte_counts)
{
	CASE_ARENA(ar);
	UK_TEST_EXPECT_SNUM_EQ(uk_alloc_pavailmem(ar.a), ar.empty_bytes / 4096);
	UK_TEST_EXPECT_SNUM_EQ(uk_alloc_pmaxalloc(ar.a),
			       ar.empty_largest / 4096);
	CASE_ARENA_END(ar);
}

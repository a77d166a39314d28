/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Do counters count, and does a reset zero them? Read back from the streams
 * that gcov would read, not from the counters. Cases that reset save the
 * counters of the run first and add them back.
 */
#include <uk/alloc.h>
#include <uk/asm/lcpu.h>
#include <uk/gcov.h>
#include <uk/test.h>

#include "sample.h"
#include "stream.h"

#define STRAIGHT "/sample_straight.c.gcda"
#define BRANCH "/sample_branch.c.gcda"

static uint64_t total(const struct stream *s)
{
	uint64_t sum = 0;

	for (unsigned int i = 0; i < s->counters; i++)
		sum += s->counter[i];
	return sum;
}

static int64_t *begin_reset(void)
{
	int64_t *saved = uk_malloc(uk_alloc_get_default(), ukgcov_saved_len());

	if (saved) {
		ukgcov_save(saved);
		ukgcov_reset();
	}
	return saved;
}

static void end_reset(int64_t *saved)
{
	ukgcov_add_back(saved);
	uk_free(uk_alloc_get_default(), saved);
}

UK_TESTCASE(ukgcov, counter_equals_calls)
{
	static const unsigned int calls[] = { 0, 1, 2, 7, 1000 };
	int64_t *saved = begin_reset();
	struct stream s;

	UK_TEST_ASSERT(saved);
	for (unsigned int k = 0; k < sizeof(calls) / sizeof(calls[0]); k++) {
		ukgcov_reset();
		for (unsigned int i = 0; i < calls[k]; i++)
			sample_straight();
		UK_TEST_EXPECT(stream_read(STRAIGHT, &s));
		UK_TEST_EXPECT_SNUM_EQ(s.functions, 1);
		UK_TEST_EXPECT_SNUM_EQ(s.counters, 1);
		UK_TEST_EXPECT_SNUM_EQ(s.counter[0], calls[k]);
	}
	UK_TEST_EXPECT(stream_take(STRAIGHT, &s));
	UK_TEST_EXPECT_SNUM_EQ(s.counter[0], 1000);
	end_reset(saved);
}

UK_TESTCASE(ukgcov, counters_add_up_over_dumps)
{
	int64_t *saved = begin_reset();
	struct stream s;

	UK_TEST_ASSERT(saved);
	for (unsigned int i = 1; i <= 2; i++) {
		sample_straight();
		UK_TEST_EXPECT(stream_take(STRAIGHT, &s));
		UK_TEST_EXPECT_SNUM_EQ(s.counter[0], i);
	}
	end_reset(saved);
}

UK_TESTCASE(ukgcov, branches_are_told_apart)
{
	int64_t *saved = begin_reset();
	struct stream none, odd, even;

	UK_TEST_ASSERT(saved);
	UK_TEST_EXPECT(stream_read(BRANCH, &none));
	UK_TEST_EXPECT_SNUM_EQ(none.counters, 2);
	UK_TEST_EXPECT_ZERO(total(&none));
	for (int i = 0; i < 5; i++)
		sample_branch(1);
	UK_TEST_EXPECT(stream_read(BRANCH, &odd));
	for (int i = 0; i < 3; i++)
		sample_branch(0);
	UK_TEST_EXPECT(stream_read(BRANCH, &even));
	/* Two counters span the three arcs; a call moves one of them or both. */
	UK_TEST_EXPECT(odd.counter[0] == 5 || odd.counter[1] == 5);
	UK_TEST_EXPECT(even.counter[0] != odd.counter[0] ||
		       even.counter[1] != odd.counter[1]);
	for (unsigned int i = 0; i < 2; i++)
		UK_TEST_EXPECT(even.counter[i] == 3 || even.counter[i] == 5 ||
			       even.counter[i] == 8);
	UK_TEST_EXPECT(even.counter[0] != even.counter[1]);
	end_reset(saved);
}

UK_TESTCASE(ukgcov, reset_zeroes)
{
	int64_t *saved;
	struct stream s;

	for (int i = 0; i < 100; i++) {
		sample_straight();
		sample_branch(i & 1);
	}
	UK_TEST_EXPECT(stream_read(STRAIGHT, &s));
	UK_TEST_EXPECT_SNUM_GE(s.counter[0], 100);
	UK_TEST_EXPECT(stream_read(BRANCH, &s));
	UK_TEST_EXPECT_SNUM_GE(total(&s), 100);
	saved = begin_reset();
	UK_TEST_ASSERT(saved);
	UK_TEST_EXPECT(stream_read(STRAIGHT, &s));
	UK_TEST_EXPECT_SNUM_EQ(s.counters, 1);
	UK_TEST_EXPECT_ZERO(s.counter[0]);
	UK_TEST_EXPECT(stream_read(BRANCH, &s));
	UK_TEST_EXPECT_SNUM_EQ(s.counters, 2);
	UK_TEST_EXPECT_ZERO(total(&s));
	end_reset(saved);
}

UK_TESTCASE(ukgcov, saved_counters_are_added_back)
{
	struct stream before, after;
	int64_t *saved;

	UK_TEST_EXPECT(stream_read(STRAIGHT, &before));
	for (int i = 0; i < 3; i++)
		sample_straight();
	saved = begin_reset();
	UK_TEST_ASSERT(saved);
	for (int i = 0; i < 2; i++)
		sample_straight();
	end_reset(saved);
	UK_TEST_EXPECT(stream_read(STRAIGHT, &after));
	UK_TEST_EXPECT_SNUM_EQ(after.counter[0], before.counter[0] + 5);
}

UK_TESTCASE(ukgcov, adding_back_touches_nothing_else)
{
	struct uk_alloc *a = uk_alloc_get_default();
	size_t len = ukgcov_saved_len();
	int64_t *before = uk_malloc(a, len), *after = uk_malloc(a, len);
	unsigned long flags;

	UK_TEST_ASSERT(before && after);
	UK_TEST_EXPECT_SNUM_GT(len, 3 * sizeof(int64_t));
	/* Nothing that counts runs between these four. */
	flags = ukarch_irq_save();
	ukgcov_save(before);
	ukgcov_reset();
	ukgcov_add_back(before);
	ukgcov_save(after);
	ukarch_irq_restore(flags);
	UK_TEST_EXPECT_BYTES_EQ(after, before, len);
	uk_free(a, before);
	uk_free(a, after);
}

UK_TESTCASE(ukgcov, stamp_and_version_are_stable)
{
	struct stream first, second, other;

	UK_TEST_EXPECT(stream_read(STRAIGHT, &first));
	sample_straight();
	UK_TEST_EXPECT(stream_read(STRAIGHT, &second));
	UK_TEST_EXPECT(stream_read(BRANCH, &other));
	UK_TEST_EXPECT_SNUM_EQ(first.version, second.version);
	UK_TEST_EXPECT_SNUM_EQ(first.version, other.version);
	UK_TEST_EXPECT_SNUM_EQ(first.stamp, second.stamp);
	/* 'B' is gcc 10 to 19; the second digit is the last of the version. */
	UK_TEST_EXPECT_SNUM_EQ(first.version >> 24, 'A' + __GNUC__ / 10);
	UK_TEST_EXPECT_SNUM_EQ((first.version >> 16) & 0xff,
			       '0' + __GNUC__ % 10);
}

uk_testsuite_register(ukgcov, NULL);

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Do counters count, and does a reset zero them? Read back from the streams
 * that gcov would read, not from the counters.
 */
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

UK_TESTCASE(ukgcov, counter_equals_calls)
{
	static const unsigned int calls[] = { 0, 1, 2, 7, 1000 };
	struct stream s;

	for (unsigned int k = 0; k < sizeof(calls) / sizeof(calls[0]); k++) {
		ukgcov_reset();
		for (unsigned int i = 0; i < calls[k]; i++)
			sample_straight();
		UK_TEST_EXPECT(stream_take(STRAIGHT, &s));
		UK_TEST_EXPECT_SNUM_EQ(s.functions, 1);
		UK_TEST_EXPECT_SNUM_EQ(s.counters, 1);
		UK_TEST_EXPECT_SNUM_EQ(s.counter[0], calls[k]);
	}
}

UK_TESTCASE(ukgcov, counters_add_up_over_dumps)
{
	struct stream s;

	ukgcov_reset();
	for (unsigned int i = 1; i <= 5; i++) {
		sample_straight();
		UK_TEST_EXPECT(stream_take(STRAIGHT, &s));
		UK_TEST_EXPECT_SNUM_EQ(s.counter[0], i);
	}
}

UK_TESTCASE(ukgcov, branches_are_told_apart)
{
	struct stream none, odd, even;

	ukgcov_reset();
	UK_TEST_EXPECT(stream_take(BRANCH, &none));
	UK_TEST_EXPECT_SNUM_EQ(none.counters, 2);
	UK_TEST_EXPECT_ZERO(total(&none));
	for (int i = 0; i < 5; i++)
		sample_branch(1);
	UK_TEST_EXPECT(stream_take(BRANCH, &odd));
	for (int i = 0; i < 3; i++)
		sample_branch(0);
	UK_TEST_EXPECT(stream_take(BRANCH, &even));
	/* Two counters span the three arcs; a call moves one of them or both. */
	UK_TEST_EXPECT(odd.counter[0] == 5 || odd.counter[1] == 5);
	UK_TEST_EXPECT(even.counter[0] != odd.counter[0] ||
		       even.counter[1] != odd.counter[1]);
	for (unsigned int i = 0; i < 2; i++)
		UK_TEST_EXPECT(even.counter[i] == 3 || even.counter[i] == 5 ||
			       even.counter[i] == 8);
	UK_TEST_EXPECT(even.counter[0] != even.counter[1]);
}

UK_TESTCASE(ukgcov, reset_zeroes)
{
	struct stream s;

	for (int i = 0; i < 100; i++) {
		sample_straight();
		sample_branch(i & 1);
	}
	UK_TEST_EXPECT(stream_take(STRAIGHT, &s));
	UK_TEST_EXPECT_SNUM_GE(s.counter[0], 100);
	UK_TEST_EXPECT(stream_take(BRANCH, &s));
	UK_TEST_EXPECT_SNUM_GE(total(&s), 100);
	ukgcov_reset();
	UK_TEST_EXPECT(stream_take(STRAIGHT, &s));
	UK_TEST_EXPECT_SNUM_EQ(s.counters, 1);
	UK_TEST_EXPECT_ZERO(s.counter[0]);
	UK_TEST_EXPECT(stream_take(BRANCH, &s));
	UK_TEST_EXPECT_SNUM_EQ(s.counters, 2);
	UK_TEST_EXPECT_ZERO(total(&s));
}

UK_TESTCASE(ukgcov, stamp_and_version_are_stable)
{
	struct stream first, second, other;

	UK_TEST_EXPECT(stream_take(STRAIGHT, &first));
	sample_straight();
	UK_TEST_EXPECT(stream_take(STRAIGHT, &second));
	UK_TEST_EXPECT(stream_take(BRANCH, &other));
	UK_TEST_EXPECT_SNUM_EQ(first.version, second.version);
	UK_TEST_EXPECT_SNUM_EQ(first.version, other.version);
	UK_TEST_EXPECT_SNUM_EQ(first.stamp, second.stamp);
	/* 'B' is gcc 10 to 19; the second digit is the last of the version. */
	UK_TEST_EXPECT_SNUM_EQ(first.version >> 24, 'A' + __GNUC__ / 10);
	UK_TEST_EXPECT_SNUM_EQ((first.version >> 16) & 0xff,
			       '0' + __GNUC__ % 10);
}

uk_testsuite_register(ukgcov, NULL);

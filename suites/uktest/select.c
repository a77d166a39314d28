/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Selection by globs, and shuffling by a seed.
 */
#include <string.h>

#include "record.h"

UK_TESTCASE(uktest, glob_without_wildcards_is_the_name)
{
	UK_TEST_EXPECT(uk_test_matches("smp.four", "smp", "four"));
	UK_TEST_EXPECT(!uk_test_matches("smp.four", "smp", "fourth"));
	UK_TEST_EXPECT(!uk_test_matches("smp.four", "smp", "fou"));
	UK_TEST_EXPECT(!uk_test_matches("smp.four", "smpx", "four"));
	UK_TEST_EXPECT(!uk_test_matches("smp.four", "xsmp", "four"));
	UK_TEST_EXPECT(!uk_test_matches("SMP.four", "smp", "four"));
}

UK_TESTCASE(uktest, glob_without_dot_means_the_suite)
{
	UK_TEST_EXPECT(uk_test_matches("smp", "smp", "anything"));
	UK_TEST_EXPECT(uk_test_matches("s*", "smp", "anything"));
	UK_TEST_EXPECT(uk_test_matches("*", "smp", "anything"));
	UK_TEST_EXPECT(!uk_test_matches("smp", "smp2", "smp"));
	UK_TEST_EXPECT(!uk_test_matches("anything", "smp", "anything"));
	UK_TEST_EXPECT(!uk_test_matches("smp.", "smp", "anything"));
	UK_TEST_EXPECT(uk_test_matches("smp.", "smp", ""));
}

UK_TESTCASE(uktest, glob_star_takes_any_length)
{
	UK_TEST_EXPECT(uk_test_matches("*.*", "a", "b"));
	UK_TEST_EXPECT(uk_test_matches("a.*", "a", ""));
	UK_TEST_EXPECT(uk_test_matches("a.*end", "a", "end"));
	UK_TEST_EXPECT(uk_test_matches("a.*end", "a", "endend"));
	UK_TEST_EXPECT(uk_test_matches("a.st*", "a", "start"));
	UK_TEST_EXPECT(uk_test_matches("a.s*r*", "a", "start"));
	UK_TEST_EXPECT(uk_test_matches("a.**", "a", "x"));
	UK_TEST_EXPECT(!uk_test_matches("a.*end", "a", "ending"));
	UK_TEST_EXPECT(!uk_test_matches("a.s*x*", "a", "start"));
}

UK_TESTCASE(uktest, glob_star_goes_back_after_a_mismatch)
{
	UK_TEST_EXPECT(uk_test_matches("a.*ab", "a", "aab"));
	UK_TEST_EXPECT(uk_test_matches("a.*aab*", "a", "aaaabx"));
	UK_TEST_EXPECT(uk_test_matches("a.*a*b", "a", "xaxxbxb"));
	UK_TEST_EXPECT(!uk_test_matches("a.*a*b", "a", "xbxxaxc"));
}

UK_TESTCASE(uktest, glob_question_mark_takes_one)
{
	UK_TEST_EXPECT(uk_test_matches("a.?", "a", "x"));
	UK_TEST_EXPECT(!uk_test_matches("a.?", "a", ""));
	UK_TEST_EXPECT(!uk_test_matches("a.?", "a", "xy"));
	UK_TEST_EXPECT(uk_test_matches("?mp.?our", "smp", "four"));
	UK_TEST_EXPECT(uk_test_matches("a.?*?", "a", "xy"));
	UK_TEST_EXPECT(!uk_test_matches("a.?*?", "a", "x"));
}

UK_TESTCASE(uktest, glob_lists_match_if_one_does)
{
	UK_TEST_EXPECT(uk_test_matches("x,smp", "smp", "four"));
	UK_TEST_EXPECT(uk_test_matches("smp,x", "smp", "four"));
	UK_TEST_EXPECT(uk_test_matches("a.b,smp.f*,c", "smp", "four"));
	UK_TEST_EXPECT(!uk_test_matches("a.b,smp.x,c", "smp", "four"));
	UK_TEST_EXPECT(uk_test_matches(",,smp,", "smp", "four"));
	UK_TEST_EXPECT(!uk_test_matches("", "smp", "four"));
	UK_TEST_EXPECT(!uk_test_matches(",", "smp", "four"));
	UK_TEST_EXPECT(!uk_test_matches(",", "", ""));
}

/* 28 stars against 4000 characters: exponential matchers do not come back. */
UK_TESTCASE(uktest, glob_with_many_stars_ends_soon)
{
	static char text[4001];

	memset(text, 'a', sizeof(text) - 1);
	UK_TEST_EXPECT(!uk_test_matches(
		"s.*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b",
		"s", text));
}

#define ITEMS 20

static void shuffled(const void *items[], __u64 seed)
{
	static const char names[ITEMS];
	unsigned int i;

	for (i = 0; i < ITEMS; i++)
		items[i] = &names[i];
	uk_test_shuffle(items, ITEMS, &seed);
}

UK_TESTCASE(uktest, shuffle_keeps_every_item_once)
{
	const void *plain[ITEMS];
	const void *mixed[ITEMS];
	unsigned int found;
	unsigned int i;
	unsigned int j;

	shuffled(plain, 1);
	shuffled(mixed, 0xfeedbeef);
	for (i = 0; i < ITEMS; i++) {
		for (j = 0, found = 0; j < ITEMS; j++)
			found += mixed[j] == plain[i];
		UK_TEST_EXPECT_SNUM_EQ(found, 1);
	}
}

UK_TESTCASE(uktest, shuffle_repeats_with_its_seed_only)
{
	const void *first[ITEMS];
	const void *again[ITEMS];
	const void *other[ITEMS];

	shuffled(first, 42);
	shuffled(again, 42);
	shuffled(other, 43);
	UK_TEST_EXPECT_BYTES_EQ(first, again, sizeof(first));
	UK_TEST_EXPECT(memcmp(first, other, sizeof(first)) != 0);
}

#define SEEDS 6000

/* Six orders of three: each as often as the others, give or take six deviations */
UK_TESTCASE(uktest, shuffle_prefers_no_order)
{
	unsigned int seen[3][3] = {{0}}, i, k;
	__u64 seed;

	for (i = 1; i <= SEEDS; i++) {
		const void *items[3] = {&seen[0], &seen[1], &seen[2]};

		seed = i * 0x9e3779b97f4a7c15;
		uk_test_shuffle(items, 3, &seed);
		for (k = 0; items[0] != &seen[k]; k++)
			;
		seen[k][items[1] == &seen[(k + 1) % 3]]++;
	}
	for (k = 0; k < 3; k++)
		for (i = 0; i < 2; i++) {
			UK_TEST_EXPECT_SNUM_GT(seen[k][i], SEEDS / 6 - 180);
			UK_TEST_EXPECT_SNUM_LT(seen[k][i], SEEDS / 6 + 180);
		}
}

UK_TESTCASE(uktest, shuffle_of_none_or_one_does_nothing)
{
	const void *items[2] = {&items[0], &items[1]};
	__u64 state = 7;

	uk_test_shuffle(items, 0, &state);
	uk_test_shuffle(items, 1, &state);
	UK_TEST_EXPECT_PTR_EQ(items[0], &items[0]);
	UK_TEST_EXPECT_PTR_EQ(items[1], &items[1]);
	UK_TEST_EXPECT_SNUM_EQ(state, 7);
}

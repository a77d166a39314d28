/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * memcmp, memchr (ISO C11 7.24.4.1, 7.24.5.1), memrchr, memmem: order as unsigned
 * char, first and last hit, nothing outside of the length.
 */
#include <stddef.h>
#include <string.h>
#include <uk/test.h>

static int sign(int value)
{
	return (value > 0) - (value < 0);
}

struct compare_row {
	const char *left, *right;
	size_t len;
	int order;
};

static const struct compare_row compare_rows[] = {
	{"", "", 0, 0},
	{"a", "b", 0, 0},
	{"a", "b", 1, -1},
	{"b", "a", 1, 1},
	{"abc", "abd", 2, 0},
	{"abc", "abd", 3, -1},
	{"\x7f", "\x80", 1, -1},
	{"\xff", "\x01", 1, 1},
	{"\x80", "\xff", 1, -1},
	{"a\0b", "a\0c", 3, -1},
	{"a\0b", "a\0b", 3, 0},
	{"01234567", "01234567", 8, 0},
	{"01234567", "01234568", 8, -1},
	{"012345670123456x", "0123456701234567", 16, 1},
	/* the first byte decides, also inside of one word */
	{"a......z", "b......a", 8, -1},
	{"z......a", "a......z", 8, 1},
	{"0123456789abcdefX", "0123456789abcdefY", 16, 0},
	{"0123456789abcdefX", "0123456789abcdefY", 17, -1},
};

UK_TESTCASE(nolibc, memcmp_order)
{
	size_t i;

	for (i = 0; i < sizeof(compare_rows) / sizeof(compare_rows[0]); i++) {
		const struct compare_row *r = &compare_rows[i];

		UK_TEST_EXPECTF(
			sign(memcmp(r->left, r->right, r->len)) == r->order,
			"row %zu: memcmp(\"%s\", \"%s\", %zu) has sign %d", i,
			r->left, r->right, r->len, r->order);
	}
}

UK_TESTCASE(nolibc, memcmp_alignments)
{
	static char a[64], b[64];
	size_t i, k;

	for (i = 0; i < 8; i++) {
		for (k = 0; k < 8; k++) {
			memset(a, 'x', sizeof(a));
			memset(b, 'x', sizeof(b));
			b[k + 30] = 'y';
			UK_TEST_EXPECTF(memcmp(a + i, b + k, 30) == 0
						&& memcmp(a + i, b + k, 31) < 0,
					"memcmp at +%zu and +%zu", i, k);
		}
	}
}

static const char text[] = "abcabc\0\xff""abc";
#define TEXT_LEN 11

struct find_row {
	int byte;
	size_t len;
	long first, last; /* positions, -1 for none */
};

static const struct find_row find_rows[] = {
	{'a', 0, -1, -1},	   {'a', 1, 0, 0},
	{'a', TEXT_LEN, 0, 8},	   {'c', 2, -1, -1},
	{'c', 3, 2, 2},		   {'c', TEXT_LEN, 2, 10},
	{0, 6, -1, -1},		   {0, 7, 6, 6},
	{0xff, TEXT_LEN, 7, 7},	   {-1, TEXT_LEN, 7, 7},
	{'a' + 256, 3, 0, 0},	   {'z', TEXT_LEN, -1, -1},
};

static long position(const void *hit)
{
	return hit ? (const char *)hit - text : -1;
}

UK_TESTCASE(nolibc, memchr_first)
{
	size_t i;

	for (i = 0; i < sizeof(find_rows) / sizeof(find_rows[0]); i++) {
		const struct find_row *r = &find_rows[i];

		UK_TEST_EXPECTF(position(memchr(text, r->byte, r->len))
					== r->first,
				"memchr(text, %d, %zu) is at %ld", r->byte,
				r->len, r->first);
	}
}

UK_TESTCASE(nolibc, memrchr_last)
{
	size_t i;

	for (i = 0; i < sizeof(find_rows) / sizeof(find_rows[0]); i++) {
		const struct find_row *r = &find_rows[i];

		UK_TEST_EXPECTF(position(memrchr(text, r->byte, r->len))
					== r->last,
				"memrchr(text, %d, %zu) is at %ld", r->byte,
				r->len, r->last);
	}
}

struct search_row {
	size_t len;
	const char *needle;
	size_t needle_len;
	long at;
};

static const struct search_row search_rows[] = {
	{TEXT_LEN, "", 0, 0},
	{0, "", 0, 0},
	{0, "a", 1, -1},
	{1, "a", 1, 0},
	{1, "ab", 2, -1},
	{TEXT_LEN, "abc", 3, 0},
	{TEXT_LEN, "bca", 3, 1},
	{TEXT_LEN, "c\0", 2, 5},
	{TEXT_LEN, "\0\xff""a", 3, 6},
	{TEXT_LEN, "abca", 4, 0},
	{TEXT_LEN, "abcb", 4, -1},
	{TEXT_LEN, "\xff""abc", 4, 7},
	{TEXT_LEN - 1, "\xff""abc", 4, -1},
	{TEXT_LEN, text, TEXT_LEN, 0},
	{TEXT_LEN - 1, text, TEXT_LEN, -1},
};

UK_TESTCASE(nolibc, memmem_first)
{
	size_t i;

	for (i = 0; i < sizeof(search_rows) / sizeof(search_rows[0]); i++) {
		const struct search_row *r = &search_rows[i];

		UK_TEST_EXPECTF(position(memmem(text, r->len, r->needle,
						r->needle_len))
					== r->at,
				"row %zu: memmem in %zu bytes of %zu is at %ld",
				i, r->len, r->needle_len, r->at);
	}
}

UK_TESTCASE(nolibc, memmem_repeated_prefix)
{
	static const char almost[] = "aaab", again[] = "ababac";

	UK_TEST_EXPECT_PTR_EQ(memmem(almost, 4, "aab", 3), almost + 1);
	UK_TEST_EXPECT_PTR_EQ(memmem(again, 6, "abac", 4), again + 2);
	UK_TEST_EXPECT_NULL(memmem("aaaa", 4, "aab", 3));
}

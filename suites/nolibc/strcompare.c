/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * strcmp, strncmp (ISO C11 7.24.4.2, .4), strcasecmp, strncasecmp, ffs
 * (POSIX.1-2017): order as unsigned char, prefixes, length limits.
 */
#include <limits.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>
#include <uk/test.h>

static int sign(int value)
{
	return (value > 0) - (value < 0);
}

struct row {
	const char *left, *right;
	int order;	/* of strcmp */
	int case_order; /* of strcasecmp */
};

static const struct row rows[] = {
	{"", "", 0, 0},		  {"", "a", -1, -1},
	{"a", "", 1, 1},	  {"a", "a", 0, 0},
	{"abc", "abd", -1, -1},	  {"abc", "ab", 1, 1},
	{"ab", "abc", -1, -1},	  {"a", "A", 1, 0},
	{"A", "b", -1, -1},	  {"ABC", "abc", -1, 0},
	{"aBcD", "AbCd", 1, 0},	  {"\x7f", "\x80", -1, -1},
	{"\xff", "a", 1, 1},	  {"_", "a", -1, -1},
	{"_", "A", 1, -1},	  {"Z", "[", -1, 1},
	{"\xe4", "\xc4", 1, 1},
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

UK_TESTCASE(nolibc, strcmp_order)
{
	size_t i;

	for (i = 0; i < ROWS; i++)
		UK_TEST_EXPECTF(sign(strcmp(rows[i].left, rows[i].right))
					== rows[i].order,
				"row %zu: strcmp(\"%s\", \"%s\") has sign %d", i,
				rows[i].left, rows[i].right, rows[i].order);
}

UK_TESTCASE(nolibc, strcasecmp_order)
{
	size_t i;

	for (i = 0; i < ROWS; i++)
		UK_TEST_EXPECTF(sign(strcasecmp(rows[i].left, rows[i].right))
					== rows[i].case_order,
				"row %zu: strcasecmp(\"%s\", \"%s\") has sign %d",
				i, rows[i].left, rows[i].right,
				rows[i].case_order);
}

struct bounded_row {
	const char *left, *right;
	size_t len;
	int order;
	int case_order;
};

static const struct bounded_row bounded_rows[] = {
	{"a", "b", 0, 0, 0},	   {"abc", "abd", 2, 0, 0},
	{"abc", "abd", 3, -1, -1}, {"abc", "ABD", 2, 1, 0},
	{"abc", "ABC", 3, 1, 0},   {"ab", "ab", 99, 0, 0},
	{"ab", "abc", 2, 0, 0},	   {"ab", "abc", 3, -1, -1},
	{"a\0x", "a\0y", 3, 0, 0}, {"", "", 5, 0, 0},
	{"\xff", "\x01", 1, 1, 1},
};
#define BOUNDED_ROWS (sizeof(bounded_rows) / sizeof(bounded_rows[0]))

UK_TESTCASE(nolibc, strncmp_limit)
{
	size_t i;

	for (i = 0; i < BOUNDED_ROWS; i++) {
		const struct bounded_row *r = &bounded_rows[i];

		UK_TEST_EXPECTF(
			sign(strncmp(r->left, r->right, r->len)) == r->order,
			"row %zu: strncmp(\"%s\", \"%s\", %zu) has sign %d", i,
			r->left, r->right, r->len, r->order);
	}
}

UK_TESTCASE(nolibc, strncasecmp_limit)
{
	size_t i;

	for (i = 0; i < BOUNDED_ROWS; i++) {
		const struct bounded_row *r = &bounded_rows[i];

		UK_TEST_EXPECTF(
			sign(strncasecmp(r->left, r->right, r->len))
				== r->case_order,
			"row %zu: strncasecmp(\"%s\", \"%s\", %zu) has sign %d",
			i, r->left, r->right, r->len, r->case_order);
	}
}

UK_TESTCASE(nolibc, ffs_position)
{
	UK_TEST_EXPECT_SNUM_EQ(ffs(0), 0);
	UK_TEST_EXPECT_SNUM_EQ(ffs(1), 1);
	UK_TEST_EXPECT_SNUM_EQ(ffs(6), 2);
	UK_TEST_EXPECT_SNUM_EQ(ffs(-1), 1);
	UK_TEST_EXPECT_SNUM_EQ(ffs(INT_MIN), 32);
}

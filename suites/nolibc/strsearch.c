/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Length of and search in strings (ISO C11 7.24.5, 7.24.6.3), strnlen, strtok_r,
 * strchrnul; strerror (7.24.6.2).
 */
#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <uk/test.h>

UK_TESTCASE(nolibc, strlen_alignments)
{
	static char text[64];
	size_t start, len;

	for (start = 0; start < 8; start++) {
		size_t right = 0;

		for (len = 0; len < 40; len++) {
			memset(text, 'x', sizeof(text));
			text[start + len] = '\0';
			right += strlen(text + start) == len;
		}
		UK_TEST_EXPECTF(right == 40, "strlen at +%zu, 40 lengths",
				start);
	}
}

UK_TESTCASE(nolibc, strnlen_limit)
{
	UK_TEST_EXPECT_SNUM_EQ(strnlen("abc", 0), 0);
	UK_TEST_EXPECT_SNUM_EQ(strnlen("abc", 2), 2);
	UK_TEST_EXPECT_SNUM_EQ(strnlen("abc", 3), 3);
	UK_TEST_EXPECT_SNUM_EQ(strnlen("abc", 4), 3);
	UK_TEST_EXPECT_SNUM_EQ(strnlen("abc", SIZE_MAX), 3);
	UK_TEST_EXPECT_SNUM_EQ(strnlen("", 9), 0);
}

static const char text[] = "hello, w\xffrld, hello";
#define LAST 19 /* index of the terminator */

static long position(const char *hit)
{
	return hit ? hit - text : -1;
}

struct char_row {
	int byte;
	long first, last, first_or_end;
};

static const struct char_row char_rows[] = {
	{'h', 0, 14, 0},	{'l', 2, 17, 2},
	{'o', 4, 18, 4},	{'w', 7, 7, 7},
	{'z', -1, -1, LAST},	{0, LAST, LAST, LAST},
	{0xff, 8, 8, 8},	{-1, 8, 8, 8},
	{'h' + 256, 0, 14, 0},	{256, LAST, LAST, LAST},
};
#define CHAR_ROWS (sizeof(char_rows) / sizeof(char_rows[0]))

UK_TESTCASE(nolibc, strchr_first)
{
	size_t i;

	for (i = 0; i < CHAR_ROWS; i++)
		UK_TEST_EXPECTF(position(strchr(text, char_rows[i].byte))
					== char_rows[i].first,
				"strchr of %d is at %ld", char_rows[i].byte,
				char_rows[i].first);
}

UK_TESTCASE(nolibc, strrchr_last)
{
	size_t i;

	for (i = 0; i < CHAR_ROWS; i++)
		UK_TEST_EXPECTF(position(strrchr(text, char_rows[i].byte))
					== char_rows[i].last,
				"strrchr of %d is at %ld", char_rows[i].byte,
				char_rows[i].last);
}

UK_TESTCASE(nolibc, strchrnul_first_or_end)
{
	size_t i;

	for (i = 0; i < CHAR_ROWS; i++)
		UK_TEST_EXPECTF(position(strchrnul(text, char_rows[i].byte))
					== char_rows[i].first_or_end,
				"strchrnul of %d is at %ld", char_rows[i].byte,
				char_rows[i].first_or_end);
}

struct find_row {
	const char *str, *needle;
	long at;
};

static const struct find_row strstr_rows[] = {
	{"", "", 0},	       {"a", "", 0},	    {"", "a", -1},
	{"abc", "abc", 0},     {"abc", "abcd", -1}, {"abc", "c", 2},
	{"aab", "ab", 1},      {"ababac", "abac", 2}, {"aaaa", "aab", -1},
	{"abcabd", "abd", 3},  {"abcabd", "abe", -1}, {"mississippi", "issip", 4},
};

UK_TESTCASE(nolibc, strstr_first)
{
	size_t i;

	for (i = 0; i < sizeof(strstr_rows) / sizeof(strstr_rows[0]); i++) {
		const struct find_row *r = &strstr_rows[i];
		const char *hit = strstr(r->str, r->needle);

		UK_TEST_EXPECTF((hit ? hit - r->str : -1) == r->at,
				"strstr(\"%s\", \"%s\") is at %ld", r->str,
				r->needle, r->at);
	}
}

struct span_row {
	const char *str, *set;
	size_t inside, outside; /* strspn, strcspn */
};

static const struct span_row span_rows[] = {
	{"", "", 0, 0},		   {"abc", "", 0, 3},
	{"", "abc", 0, 0},	   {"abc", "abc", 3, 0},
	{"abc", "c", 0, 2},	   {"aabbc", "ab", 4, 0},
	{"xyz", "abc", 0, 3},	   {"\xff\xfe.", "\xff\xfe", 2, 0},
	{"a\xff", "\xff", 0, 1},   {"????????????????a", "?", 16, 0},
	{"\x7f\x80", "\x80", 0, 1}, {"@A`", "@", 1, 0},
};
#define SPAN_ROWS (sizeof(span_rows) / sizeof(span_rows[0]))

UK_TESTCASE(nolibc, strspn_and_strcspn)
{
	size_t i;

	for (i = 0; i < SPAN_ROWS; i++) {
		const struct span_row *r = &span_rows[i];

		UK_TEST_EXPECTF(strspn(r->str, r->set) == r->inside,
				"row %zu: strspn(\"%s\", \"%s\") is %zu", i,
				r->str, r->set, r->inside);
		UK_TEST_EXPECTF(strcspn(r->str, r->set) == r->outside,
				"row %zu: strcspn(\"%s\", \"%s\") is %zu", i,
				r->str, r->set, r->outside);
	}
}

UK_TESTCASE(nolibc, strpbrk_first)
{
	UK_TEST_EXPECT_SNUM_EQ(position(strpbrk(text, "ol")), 2);
	UK_TEST_EXPECT_SNUM_EQ(position(strpbrk(text, ",")), 5);
	UK_TEST_EXPECT_SNUM_EQ(position(strpbrk(text, "\xff")), 8);
	UK_TEST_EXPECT_NULL(strpbrk(text, "xyz"));
	UK_TEST_EXPECT_NULL(strpbrk(text, ""));
	UK_TEST_EXPECT_NULL(strpbrk("", "a"));
}

struct token_row {
	const char *str, *delim;
	const char *tokens[4]; /* up to a NULL */
};

static const struct token_row token_rows[] = {
	{"", ",", {NULL}},
	{",,,", ",", {NULL}},
	{"a", ",", {"a"}},
	{"a,b", ",", {"a", "b"}},
	{",,a,,b,,", ",", {"a", "b"}},
	{"a b,c", ", ", {"a", "b", "c"}},
	{"a,b", "", {"a,b"}},
	{"key=value", "=", {"key", "value"}},
};

/* Whether strtok_r (or strtok, without `save`) splits as the row says */
static int splits(const struct token_row *row, char **save)
{
	char str[16];
	char *token, *from = str;
	size_t i;

	strcpy(str, row->str);
	for (i = 0; i < 4; i++, from = NULL) {
		token = save ? strtok_r(from, row->delim, save)
			     : strtok(from, row->delim);
		if (!token || !row->tokens[i])
			return !token && !row->tokens[i];
		if (strcmp(token, row->tokens[i]))
			return 0;
	}
	return 1;
}

UK_TESTCASE(nolibc, strtok_tokens)
{
	size_t i;
	char *save;

	for (i = 0; i < sizeof(token_rows) / sizeof(token_rows[0]); i++) {
		UK_TEST_EXPECTF(splits(&token_rows[i], &save),
				"strtok_r splits \"%s\" at \"%s\"",
				token_rows[i].str, token_rows[i].delim);
		UK_TEST_EXPECTF(splits(&token_rows[i], NULL),
				"strtok splits \"%s\" at \"%s\"",
				token_rows[i].str, token_rows[i].delim);
	}
}

UK_TESTCASE(nolibc, strtok_r_two_at_once)
{
	char a[] = "1,2", b[] = "x;y";
	char *save_a, *save_b;

	UK_TEST_EXPECT_ZERO(strcmp(strtok_r(a, ",", &save_a), "1"));
	UK_TEST_EXPECT_ZERO(strcmp(strtok_r(b, ";", &save_b), "x"));
	UK_TEST_EXPECT_ZERO(strcmp(strtok_r(NULL, ",", &save_a), "2"));
	UK_TEST_EXPECT_ZERO(strcmp(strtok_r(NULL, ";", &save_b), "y"));
	UK_TEST_EXPECT_NULL(strtok_r(NULL, ",", &save_a));
	UK_TEST_EXPECT_NULL(strtok_r(NULL, ",", &save_a));
}

UK_TESTCASE(nolibc, strtok_empty_set_changes)
{
	char str[] = "a b=c";
	char *save;

	UK_TEST_EXPECT_ZERO(strcmp(strtok_r(str, " ", &save), "a"));
	UK_TEST_EXPECT_ZERO(strcmp(strtok_r(NULL, "=", &save), "b"));
	UK_TEST_EXPECT_ZERO(strcmp(strtok_r(NULL, "", &save), "c"));
	UK_TEST_EXPECT_NULL(strtok_r(NULL, "", &save));
}

UK_TESTCASE(nolibc, strerror_texts)
{
	static const int known[] = {ENOENT, EIO,    EAGAIN, ENOMEM,
				    EINVAL, ERANGE, ENOSYS, ETIMEDOUT};
	static const int unknown[] = {-1, 41, 58, 9999, INT_MAX, INT_MIN};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		UK_TEST_EXPECTF(strncmp(strerror(known[i]), "Unknown", 7) != 0
					&& *strerror(known[i]),
				"strerror(%d) has a text", known[i]);
	for (i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++)
		UK_TEST_EXPECTF(!strncmp(strerror(unknown[i]), "Unknown", 7),
				"strerror(%d) says so", unknown[i]);
	UK_TEST_EXPECT(strcmp(strerror(EPERM), strerror(ENOENT)) != 0);
}

UK_TESTCASE(nolibc, strerror_r_results)
{
	char buf[64];

	UK_TEST_EXPECT_SNUM_EQ(strerror_r(EINVAL, buf, sizeof(buf)), 0);
	UK_TEST_EXPECT_ZERO(strcmp(buf, strerror(EINVAL)));
	UK_TEST_EXPECT_SNUM_EQ(strerror_r(9999, buf, sizeof(buf)), EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(strerror_r(EINVAL, buf, 4), ERANGE);
	UK_TEST_EXPECT_SNUM_EQ(strlen(buf), 3);
	/* the text, and no room for its end */
	UK_TEST_EXPECT_SNUM_EQ(strerror_r(EINVAL, buf, strlen(strerror(EINVAL))),
			       ERANGE);
	UK_TEST_EXPECT_SNUM_EQ(
		strerror_r(EINVAL, buf, strlen(strerror(EINVAL)) + 1), 0);
}

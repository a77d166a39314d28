/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * strcpy, strncpy, strcat, strncat (ISO C11 7.24.2.3, .4, 7.24.3), stpcpy,
 * strlcpy, strlcat: termination, filling, truncation, results.
 */
#include <stddef.h>
#include <string.h>
#include <uk/test.h>

#define SIZE 16
#define UNTOUCHED '#'

static char buf[SIZE + 1];

static void prepare(const char *start)
{
	memset(buf, UNTOUCHED, SIZE);
	if (start)
		memcpy(buf, start, strlen(start) + 1);
}

/* Whether `buf` starts with `len` bytes of `bytes` and is untouched behind */
static int holds(const char *bytes, size_t len)
{
	size_t i;

	for (i = 0; i < SIZE; i++) {
		if (buf[i] != (i < len ? bytes[i] : UNTOUCHED))
			return 0;
	}
	return 1;
}

static const char *const strings[] = {"", "a", "ab", "1234567", "12345678",
				      "123456789012345"};
#define STRINGS (sizeof(strings) / sizeof(strings[0]))

UK_TESTCASE(nolibc, strcpy_copies_terminator)
{
	size_t i;

	for (i = 0; i < STRINGS; i++) {
		prepare(NULL);
		UK_TEST_EXPECTF(strcpy(buf, strings[i]) == buf
					&& holds(strings[i],
						 strlen(strings[i]) + 1),
				"strcpy of \"%s\"", strings[i]);
	}
}

UK_TESTCASE(nolibc, stpcpy_returns_end)
{
	size_t i;

	for (i = 0; i < STRINGS; i++) {
		prepare(NULL);
		UK_TEST_EXPECTF(stpcpy(buf, strings[i])
						== buf + strlen(strings[i])
					&& holds(strings[i],
						 strlen(strings[i]) + 1),
				"stpcpy of \"%s\"", strings[i]);
	}
}

struct bounded_row {
	const char *src;
	size_t len;
	const char *bytes;
	size_t written;
};

static const struct bounded_row strncpy_rows[] = {
	{"abc", 0, "", 0},	    {"abc", 1, "a", 1},
	{"abc", 3, "abc", 3},	    {"abc", 4, "abc\0", 4},
	{"abc", 7, "abc\0\0\0\0", 7}, {"", 3, "\0\0\0", 3},
	{"", 0, "", 0},
};

UK_TESTCASE(nolibc, strncpy_fills_with_zeros)
{
	size_t i;

	for (i = 0; i < sizeof(strncpy_rows) / sizeof(strncpy_rows[0]); i++) {
		const struct bounded_row *r = &strncpy_rows[i];

		prepare(NULL);
		UK_TEST_EXPECTF(strncpy(buf, r->src, r->len) == buf
					&& holds(r->bytes, r->written),
				"strncpy of \"%s\", %zu bytes", r->src, r->len);
	}
}

static const struct bounded_row strlcpy_rows[] = {
	{"abc", 0, "", 0},	{"abc", 1, "\0", 1},  {"abc", 2, "a\0", 2},
	{"abc", 3, "ab\0", 3},	{"abc", 4, "abc\0", 4}, {"abc", 9, "abc\0", 4},
	{"", 0, "", 0},		{"", 1, "\0", 1},
};

UK_TESTCASE(nolibc, strlcpy_truncates_and_terminates)
{
	size_t i;

	for (i = 0; i < sizeof(strlcpy_rows) / sizeof(strlcpy_rows[0]); i++) {
		const struct bounded_row *r = &strlcpy_rows[i];

		prepare(NULL);
		UK_TEST_EXPECTF(strlcpy(buf, r->src, r->len) == strlen(r->src)
					&& holds(r->bytes, r->written),
				"strlcpy of \"%s\" into %zu bytes", r->src,
				r->len);
	}
}

struct append_row {
	const char *start, *src;
	size_t len;
	const char *bytes;
	size_t written;
	size_t result;
};

static const struct append_row strncat_rows[] = {
	{"", "", 0, "\0", 1, 0},	    {"ab", "", 5, "ab\0", 3, 0},
	{"ab", "cd", 0, "ab\0", 3, 0},	    {"ab", "cd", 1, "abc\0", 4, 0},
	{"ab", "cd", 2, "abcd\0", 5, 0},    {"ab", "cd", 9, "abcd\0", 5, 0},
	{"", "cd", 2, "cd\0", 3, 0},
};

UK_TESTCASE(nolibc, strncat_terminates)
{
	size_t i;

	for (i = 0; i < sizeof(strncat_rows) / sizeof(strncat_rows[0]); i++) {
		const struct append_row *r = &strncat_rows[i];

		prepare(r->start);
		UK_TEST_EXPECTF(strncat(buf, r->src, r->len) == buf
					&& holds(r->bytes, r->written),
				"strncat of \"%s\" to \"%s\", %zu bytes",
				r->src, r->start, r->len);
	}
}

UK_TESTCASE(nolibc, strcat_appends)
{
	prepare("");
	UK_TEST_EXPECT(strcat(buf, "") == buf && holds("\0", 1));
	UK_TEST_EXPECT(strcat(buf, "12") == buf && holds("12\0", 3));
	UK_TEST_EXPECT(strcat(buf, "345") == buf && holds("12345\0", 6));
	UK_TEST_EXPECT(strcat(buf, "") == buf && holds("12345\0", 6));
}

static const struct append_row strlcat_rows[] = {
	{"ab", "cd", 0, "ab\0", 3, 2},	/* no terminator in 0 bytes */
	{"ab", "cd", 1, "ab\0", 3, 3},
	{"ab", "cd", 2, "ab\0", 3, 4},
	{"ab", "cd", 3, "ab\0", 3, 4},
	{"ab", "cd", 4, "abc\0", 4, 4},
	{"ab", "cd", 5, "abcd\0", 5, 4},
	{"ab", "cd", 9, "abcd\0", 5, 4},
	{"", "cd", 9, "cd\0", 3, 2},
	{"ab", "", 9, "ab\0", 3, 2},
};

UK_TESTCASE(nolibc, strlcat_truncates_and_terminates)
{
	size_t i;

	for (i = 0; i < sizeof(strlcat_rows) / sizeof(strlcat_rows[0]); i++) {
		const struct append_row *r = &strlcat_rows[i];

		prepare(r->start);
		UK_TEST_EXPECTF(strlcat(buf, r->src, r->len) == r->result
					&& holds(r->bytes, r->written),
				"strlcat of \"%s\" to \"%s\" in %zu bytes is %zu",
				r->src, r->start, r->len, r->result);
	}
}

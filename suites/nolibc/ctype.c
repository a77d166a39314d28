/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Character classes and case mapping (ISO C11 7.4) over all bytes and EOF. The
 * members of each class are spelled out; nothing above 127 is in any.
 */
#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <uk/test.h>

#define DIGITS "0123456789"
#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define PUNCT "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
#define CONTROL                                                                \
	"\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11" \
	"\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f"

struct class_row {
	const char *name;
	int (*is)(int c);
	const char *members; /* 0 cannot be listed: */
	int has_zero;
};

static const struct class_row classes[] = {
	{"isdigit", isdigit, DIGITS, 0},
	{"isxdigit", isxdigit, DIGITS "abcdefABCDEF", 0},
	{"islower", islower, LOWER, 0},
	{"isupper", isupper, UPPER, 0},
	{"isalpha", isalpha, LOWER UPPER, 0},
	{"isalnum", isalnum, LOWER UPPER DIGITS, 0},
	{"ispunct", ispunct, PUNCT, 0},
	{"isgraph", isgraph, LOWER UPPER DIGITS PUNCT, 0},
	{"isprint", isprint, LOWER UPPER DIGITS PUNCT " ", 0},
	{"isspace", isspace, " \t\n\v\f\r", 0},
	{"isblank", isblank, " \t", 0},
	{"iscntrl", iscntrl, CONTROL, 1},
	{"isascii", isascii, CONTROL LOWER UPPER DIGITS PUNCT " ", 1},
};

static int is_member(const struct class_row *row, int c)
{
	if (c == 0)
		return row->has_zero;
	return c > 0 && c < 128 && strchr(row->members, c) != NULL;
}

/* @return the first value judged wrongly in a range, or -2 */
static int first_wrong(const struct class_row *row, int from, int to)
{
	int c;

	for (c = from; c <= to; c++) {
		if (!row->is(c) != !is_member(row, c))
			return c;
	}
	return -2;
}

UK_TESTCASE(nolibc, ctype_ascii)
{
	size_t i;

	for (i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		int wrong = first_wrong(&classes[i], 0, 127);

		UK_TEST_EXPECTF(wrong == -2, "%s on 0..127, wrong for %d",
				classes[i].name, wrong);
	}
}

UK_TESTCASE(nolibc, ctype_high_bytes)
{
	size_t i;

	for (i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		int wrong = first_wrong(&classes[i], 128, 255);

		UK_TEST_EXPECTF(wrong == -2, "%s on 128..255, wrong for %d",
				classes[i].name, wrong);
	}
}

UK_TESTCASE(nolibc, ctype_eof)
{
	size_t i;

	for (i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
		UK_TEST_EXPECTF(!classes[i].is(EOF), "%s(EOF) is false",
				classes[i].name);
	UK_TEST_EXPECT_SNUM_EQ(tolower(EOF), EOF);
	UK_TEST_EXPECT_SNUM_EQ(toupper(EOF), EOF);
}

UK_TESTCASE(nolibc, ctype_case_mapping)
{
	static const char lower[] = LOWER, upper[] = UPPER;
	int c, moved = 0;
	size_t i;

	for (i = 0; i < 26; i++)
		UK_TEST_EXPECTF(toupper(lower[i]) == upper[i]
					&& tolower(upper[i]) == lower[i],
				"%c and %c map to one another", lower[i],
				upper[i]);
	for (c = 0; c < 256; c++)
		moved += (tolower(c) != c) + (toupper(c) != c);
	UK_TEST_EXPECT_SNUM_EQ(moved, 2 * 26);
}

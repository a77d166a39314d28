/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * sscanf (ISO C11 7.21.6.2): conversions, widths, sets, suppression, and the
 * three ways to end: all done, mismatch, end of input.
 */
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <uk/test.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

struct int_row {
	const char *input, *format;
	int result, value; /* value -77: not assigned */
};

static const struct int_row int_rows[] = {
	{"42", "%d", 1, 42},
	{"-42", "%d", 1, -42},
	{"+42", "%d", 1, 42},
	{" \t\n42", "%d", 1, 42},
	{"42abc", "%d", 1, 42},
	{"abc", "%d", 0, -77},
	{"", "%d", EOF, -77},
	{"  ", "%d", EOF, -77},
	{"-", "%d", 0, -77},
	{"- 5", "%d", 0, -77},
	{"2147483647", "%d", 1, INT_MAX},
	{"-2147483648", "%d", 1, INT_MIN},
	{"010", "%d", 1, 10},
	{"010", "%i", 1, 8},
	{"0x1F", "%i", 1, 31},
	{"10", "%i", 1, 10},
	{"08", "%i", 1, 0},
	{"0x1f", "%x", 1, 31},
	{"1F", "%X", 1, 31},
	{"0xg", "%x", 0, -77}, /* "0x" is read and is no number */
	{"0x", "%i", 0, -77},
	{"17", "%o", 1, 15},
	{"9", "%o", 0, -77},
	{"4294967295", "%u", 1, -1},
	{"12345", "%3d", 1, 123},
	{"-123", "%2d", 1, -1},
	{"+", "%1d", 0, -77},
	{"0x12", "%3x", 1, 1},
	{"0x12", "%2x", 0, -77},
	{"a5", "a%d", 1, 5},
	{"b5", "a%d", 0, -77},
	{"", "a%d", EOF, -77},
	{"a  5", "a %d", 1, 5},
	{"a5", "a %d", 1, 5},
	{"%5", "%%%d", 1, 5},
	{"1,2", "%*d,%d", 1, 2},
	{"1;2", "%*d,%d", 0, -77},
};

UK_TESTCASE(nolibc, scan_integers)
{
	size_t i;

	for (i = 0; i < COUNT(int_rows); i++) {
		const struct int_row *r = &int_rows[i];
		int value = -77;
		int result = sscanf(r->input, r->format, &value);

		UK_TEST_EXPECTF(result == r->result && value == r->value,
				"`%s` by `%s`: result %d (%d), value %d (%d)",
				r->input, r->format, result, r->result, value,
				r->value);
	}
}

UK_TESTCASE(nolibc, scan_lengths_store_their_size)
{
	union {
		signed char c;
		short s;
		int i;
		long l;
	} to;

	to.l = -1;
	UK_TEST_EXPECT(sscanf("5", "%hhd", &to.c) == 1 && to.c == 5
		       && (to.l | 0xff) == -1);
	to.l = -1;
	UK_TEST_EXPECT(sscanf("5", "%hd", &to.s) == 1 && to.s == 5
		       && (to.l | 0xffff) == -1);
	to.l = -1;
	UK_TEST_EXPECT(sscanf("5", "%d", &to.i) == 1 && to.i == 5
		       && (to.l | 0xffffffffL) == -1);
	to.l = -1;
	UK_TEST_EXPECT(sscanf("5", "%ld", &to.l) == 1 && to.l == 5);
}

UK_TESTCASE(nolibc, scan_wide_lengths)
{
	long l = 0;
	long long ll = 0;
	size_t z = 0;
	ptrdiff_t t = 0;
	intmax_t j = 0;
	void *p = NULL;

	UK_TEST_EXPECT(sscanf("-9223372036854775808", "%ld", &l) == 1
		       && l == LONG_MIN);
	UK_TEST_EXPECT(sscanf("9223372036854775807", "%lld", &ll) == 1
		       && ll == LLONG_MAX);
	UK_TEST_EXPECT(sscanf("18446744073709551615", "%zu", &z) == 1
		       && z == SIZE_MAX);
	UK_TEST_EXPECT(sscanf("-3", "%td", &t) == 1 && t == -3);
	UK_TEST_EXPECT(sscanf("0x7fffffffffffffff", "%ji", &j) == 1
		       && j == INTMAX_MAX);
	UK_TEST_EXPECT(sscanf("0xffff0000", "%p", &p) == 1
		       && p == (void *)0xffff0000);
}

struct text_row {
	const char *input, *format;
	int result;
	const char *text; /* "#" for none */
};

static const struct text_row text_rows[] = {
	{"abc def", "%s", 1, "abc"},
	{"  abc", "%s", 1, "abc"},
	{"abc", "%2s", 1, "ab"},
	{"", "%s", EOF, "#"},
	{" \n", "%s", EOF, "#"},
	{"abcd", "%[abc]", 1, "abc"},
	{"xabc", "%[abc]", 0, "#"},
	{"", "%[abc]", EOF, "#"},
	{"abc1", "%[a-c]", 1, "abc"},
	{"abc1", "%[^0-9]", 1, "abc"},
	{"a-c", "%[a-]", 1, "a-"},
	{"-a", "%[-a]", 1, "-a"},
	{"]]a", "%[]]", 1, "]]"},
	{"ab]", "%[^]]", 1, "ab"},
	{"a^b", "%[b^a]", 1, "a^b"},
	{"abcabc", "%4[abc]", 1, "abca"},
	{" ab", "%[ ab]", 1, " ab"},
	{"a b", "%[^,]", 1, "a b"},
	{"\xe4\xf6,", "%[^,]", 1, "\xe4\xf6"},
	{"one two", "%*s %s", 1, "two"},
	{"key=value", "%*[^=]=%s", 1, "value"},
};

UK_TESTCASE(nolibc, scan_strings)
{
	size_t i;

	for (i = 0; i < COUNT(text_rows); i++) {
		const struct text_row *r = &text_rows[i];
		char text[16] = "#";
		int result = sscanf(r->input, r->format, text);

		UK_TEST_EXPECTF(result == r->result && !strcmp(text, r->text),
				"row %zu: `%s` by `%s`: %d (%d), `%s` (`%s`)",
				i, r->input, r->format, result, r->result, text,
				r->text);
	}
}

UK_TESTCASE(nolibc, scan_chars)
{
	char c[4] = "###";

	UK_TEST_EXPECT(sscanf("ab", "%c", c) == 1 && !strcmp(c, "a##"));
	UK_TEST_EXPECT(sscanf(" a", "%c", c) == 1 && !strcmp(c, " ##"));
	UK_TEST_EXPECT(sscanf(" a", " %c", c) == 1 && !strcmp(c, "a##"));
	UK_TEST_EXPECT(sscanf("xyz", "%2c", c) == 1 && !strcmp(c, "xy#"));
	UK_TEST_EXPECT(sscanf("", "%c", c) == EOF && !strcmp(c, "xy#"));
	UK_TEST_EXPECT_SNUM_EQ(sscanf("ab", "%3c", c), 0);
}

/* The byte behind the text belongs to the string, those after it do not */
UK_TESTCASE(nolibc, scan_terminates_strings)
{
	static const char *const formats[] = {"%s", "%2s", "%[a-b]", "%2[^-]"};
	size_t i;

	for (i = 0; i < COUNT(formats); i++) {
		char text[6] = "#####";
		int result = sscanf("ab-", formats[i], text);
		size_t len = i ? 2 : 3;

		UK_TEST_EXPECTF(result == 1 && !memcmp(text, "ab-", len)
					&& text[len] == '\0'
					&& text[len + 1] == '#',
				"by `%s`: %d, `%.5s`", formats[i], result, text);
	}
}

UK_TESTCASE(nolibc, scan_position)
{
	int a = 0, at = -1, end = -1;

	UK_TEST_EXPECT(sscanf("  12 x", "%d%n", &a, &at) == 1 && at == 4);
	UK_TEST_EXPECT(sscanf("12 x", "%d %n%*c%n", &a, &at, &end) == 1
		       && at == 3 && end == 4);
	at = -1;
	UK_TEST_EXPECT(sscanf("x", "%d%n", &a, &at) == 0 && at == -1);
}

UK_TESTCASE(nolibc, scan_several)
{
	int a = 0, b = 0, c = -77;
	char word[8] = "";

	UK_TEST_EXPECT(sscanf("1.2.3", "%d.%d.%d", &a, &b, &c) == 3 && a == 1
		       && b == 2 && c == 3);
	c = -77;
	UK_TEST_EXPECT(sscanf("4.5", "%d.%d.%d", &a, &b, &c) == 2 && a == 4
		       && b == 5 && c == -77);
	UK_TEST_EXPECT(sscanf("7:x", "%d:%d", &a, &b) == 1 && a == 7 && b == 5);
	UK_TEST_EXPECT(sscanf("0020:beef", "%4x:%x", &a, &b) == 2 && a == 0x20
		       && b == 0xbeef);
	UK_TEST_EXPECT(sscanf("cpu3 up", "cpu%d %7s", &a, word) == 2 && a == 3
		       && !strcmp(word, "up"));
}

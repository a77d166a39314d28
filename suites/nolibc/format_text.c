/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * c, s, p and % of snprintf, its truncation and result (ISO C11 7.21.6.1,
 * 7.21.6.5), and sizes beyond any buffer.
 */
#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <uk/test.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static char buf[64];

static int is_text(const char *text, int len)
{
	return len == (int)strlen(text) && !strcmp(buf, text);
}

struct string_row {
	const char *format, *value, *text;
};

static const struct string_row strings[] = {
	{"%s", "", ""},		   {"%s", "abc", "abc"},
	{"%5s", "abc", "  abc"},   {"%-5s|", "abc", "abc  |"},
	{"%2s", "abc", "abc"},	   {"%.2s", "abc", "ab"},
	{"%.0s", "abc", ""},	   {"%.s", "abc", ""},
	{"%.9s", "abc", "abc"},	   {"%5.2s", "abc", "   ab"},
	{"%-5.2s|", "abc", "ab   |"}, {"%5s", "", "     "},
	{"[%s]", "a%d", "[a%d]"},  {"%s", "\xff\x80", "\xff\x80"},
	{"%s", NULL, "(null)"},	   {"%.3s", NULL, "(nu"},
	{"%8s", NULL, "  (null)"},
};

UK_TESTCASE(nolibc, format_string)
{
	size_t i;

	for (i = 0; i < COUNT(strings); i++) {
		const struct string_row *r = &strings[i];
		int len = snprintf(buf, sizeof(buf), r->format, r->value);

		UK_TEST_EXPECTF(is_text(r->text, len),
				"row %zu: `%s` is `%s` and was `%s`", i,
				r->format, r->text, buf);
	}
}

UK_TESTCASE(nolibc, format_string_without_terminator)
{
	static const char bytes[3] = {'x', 'y', 'z'};
	int len = snprintf(buf, sizeof(buf), "%.3s", bytes);

	UK_TEST_EXPECT(is_text("xyz", len));
	len = snprintf(buf, sizeof(buf), "%.*s", 2, bytes);
	UK_TEST_EXPECT(is_text("xy", len));
}

UK_TESTCASE(nolibc, format_char)
{
	int len = snprintf(buf, sizeof(buf), "%c%c", 'a', 'b');

	UK_TEST_EXPECT(is_text("ab", len));
	len = snprintf(buf, sizeof(buf), "%3c|%-3c|", 'a', 'b');
	UK_TEST_EXPECT(is_text("  a|b  |", len));
	len = snprintf(buf, sizeof(buf), "%c", 'a' + 256);
	UK_TEST_EXPECT(is_text("a", len));
	len = snprintf(buf, sizeof(buf), "a%cb", 0);
	UK_TEST_EXPECT(len == 3 && !memcmp(buf, "a\0b", 4));
}

UK_TESTCASE(nolibc, format_pointer)
{
	int len = snprintf(buf, sizeof(buf), "%p", (void *)0x1234abcd);

	UK_TEST_EXPECT(is_text("0x1234abcd", len));
	len = snprintf(buf, sizeof(buf), "%p", (void *)UINTPTR_MAX);
	UK_TEST_EXPECT(is_text("0xffffffffffffffff", len));
	len = snprintf(buf, sizeof(buf), "%12p|", (void *)0xff);
	UK_TEST_EXPECT(is_text("        0xff|", len));
}

UK_TESTCASE(nolibc, format_literal_text)
{
	int len = snprintf(buf, sizeof(buf), "plain");

	UK_TEST_EXPECT(is_text("plain", len));
	len = snprintf(buf, sizeof(buf), "%s", "");
	UK_TEST_EXPECT(is_text("", len));
	len = snprintf(buf, sizeof(buf), "100%%");
	UK_TEST_EXPECT(is_text("100%", len));
	len = snprintf(buf, sizeof(buf), "%%%%%s", "%");
	UK_TEST_EXPECT(is_text("%%%", len));
}

struct cut_row {
	const char *format;
	int value, full_len;
	const char *full;
};

static const struct cut_row cut_rows[] = {
	{"%d", 12345, 5, "12345"},
	{"%8d", -42, 8, "     -42"},
	{"%-8d", -42, 8, "-42     "},
	{"%08d", -42, 8, "-0000042"},
	{"%.8d", 42, 8, "00000042"},
	{"%#x", 0xabc, 5, "0xabc"},
	{"ab%dcd", 1, 5, "ab1cd"},
	{"ab%%%d", 1, 4, "ab%1"},
};

/* Whether a buffer of `size` gets size - 1 bytes, a terminator, and no more */
static int cuts_at(const struct cut_row *row, size_t size)
{
	size_t keep = size - 1 < (size_t)row->full_len ? size - 1
						       : (size_t)row->full_len;

	memset(buf, '#', sizeof(buf));
	return snprintf(buf, size, row->format, row->value) == row->full_len
	       && !memcmp(buf, row->full, keep) && buf[keep] == '\0'
	       && buf[keep + 1] == '#';
}

UK_TESTCASE(nolibc, format_truncation)
{
	size_t i, size;

	for (i = 0; i < COUNT(cut_rows); i++) {
		for (size = 1; size <= 10; size++)
			UK_TEST_EXPECTF(cuts_at(&cut_rows[i], size),
					"`%s` of %d into %zu bytes: `%s`",
					cut_rows[i].format, cut_rows[i].value,
					size, buf);
	}
}

UK_TESTCASE(nolibc, format_size_zero)
{
	buf[0] = '#';
	UK_TEST_EXPECT_SNUM_EQ(snprintf(buf, 0, "%d", 12345), 5);
	UK_TEST_EXPECT_SNUM_EQ(buf[0], '#');
	UK_TEST_EXPECT_SNUM_EQ(snprintf(NULL, 0, "%s-%s", "ab", "cd"), 5);
	UK_TEST_EXPECT_SNUM_EQ(snprintf(NULL, 0, "%s", ""), 0);
}

UK_TESTCASE(nolibc, format_huge_width)
{
	static const char widest[] = "%2147483647d";

	UK_TEST_EXPECT_SNUM_EQ(snprintf(buf, sizeof(buf), "%1000000d", 7),
			       1000000);
	UK_TEST_EXPECT_SNUM_EQ(strlen(buf), sizeof(buf) - 1);
	UK_TEST_EXPECT_SNUM_EQ(snprintf(buf, 4, "%.1000000d", 7), 1000000);
	UK_TEST_EXPECT_ZERO(strcmp(buf, "000"));
	UK_TEST_EXPECT_SNUM_EQ(snprintf(buf, 4, widest, 7), INT_MAX);
	UK_TEST_EXPECT_ZERO(strcmp(buf, "   "));
	UK_TEST_EXPECT_SNUM_EQ(snprintf(buf, 4, "%-*d", 500, 7), 500);
	UK_TEST_EXPECT_ZERO(strcmp(buf, "7  "));
}

UK_TESTCASE(nolibc, format_overflow)
{
	static const char *const formats[] = {
		"%2147483647d%d",	      /* INT_MAX and one */
		"%2147483647d%2147483647d",   /* 2^32 - 2 */
		"%.2147483647d.%d",
		"%99999999999d%d",	      /* width beyond int */
	};
	size_t i;

	for (i = 0; i < COUNT(formats); i++) {
		errno = 0;
		UK_TEST_EXPECTF(snprintf(buf, 8, formats[i], 1, 2) < 0
					&& errno == EOVERFLOW,
				"`%s`: more than INT_MAX bytes are EOVERFLOW",
				formats[i]);
		UK_TEST_EXPECT_SNUM_EQ(strlen(buf), 7);
	}
}

UK_TESTCASE(nolibc, format_negative_star_extreme)
{
	/* the width is 2^31: one more than the result can say */
	volatile int width = INT_MIN;

	errno = 0;
	UK_TEST_EXPECT_SNUM_LT(snprintf(buf, 8, "%*d", width, 7), 0);
	UK_TEST_EXPECT_SNUM_EQ(errno, EOVERFLOW);
	UK_TEST_EXPECT_ZERO(strcmp(buf, "7      "));
}

UK_TESTCASE(nolibc, format_keeps_errno)
{
	errno = 77;
	snprintf(buf, sizeof(buf), "%d %s", 5, "text");
	UK_TEST_EXPECT_SNUM_EQ(errno, 77);
	errno = 0;
}

UK_TESTCASE(nolibc, sprintf_unbounded)
{
	int len = sprintf(buf, "%s=%d", "key", -5);

	UK_TEST_EXPECT(is_text("key=-5", len));
	len = sprintf(buf, "%s", "");
	UK_TEST_EXPECT(is_text("", len));
}

static int call_vsnprintf(size_t size, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(buf, size, format, args);
	va_end(args);
	return len;
}

UK_TESTCASE(nolibc, vsnprintf_forwards)
{
	UK_TEST_EXPECT(
		is_text("1 two 3", call_vsnprintf(64, "%d %s %ld", 1, "two", 3L)));
	UK_TEST_EXPECT_SNUM_EQ(call_vsnprintf(3, "%d", 12345), 5);
	UK_TEST_EXPECT_ZERO(strcmp(buf, "12"));
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Integer conversions of snprintf (ISO C11 7.21.6.1): flags, width, precision,
 * lengths, and their rules of precedence. Each row is a format, a value, and the
 * text.
 */
#include <inttypes.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <uk/test.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static char buf[128];

/* Whether `buf` holds `text` and a call that returned `len` said so */
static int is_text(const char *text, int len)
{
	return len == (int)strlen(text) && !strcmp(buf, text);
}

struct int_row {
	const char *format;
	int value;
	const char *text;
};

static void check_ints(struct uk_testcase *esac, const struct int_row *rows,
		       size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		int len = snprintf(buf, sizeof(buf), rows[i].format,
				   rows[i].value);

		UK_TEST_EXPECTF(is_text(rows[i].text, len),
				"`%s` of %d is `%s` and was `%s`",
				rows[i].format, rows[i].value, rows[i].text,
				buf);
	}
}

static const struct int_row decimal[] = {
	{"%d", 0, "0"},
	{"%d", 1, "1"},
	{"%d", -1, "-1"},
	{"%i", 42, "42"},
	{"%d", INT_MAX, "2147483647"},
	{"%d", INT_MIN, "-2147483648"},
	{"%u", 0, "0"},
	{"%u", -1, "4294967295"},
	{"%u", INT_MIN, "2147483648"},
	{"<%d>", 7, "<7>"},
	{"%%%d%%", 7, "%7%"},
};

UK_TESTCASE(nolibc, format_decimal)
{
	check_ints(esac, decimal, COUNT(decimal));
}

static const struct int_row bases[] = {
	{"%x", 0, "0"},		    {"%x", 255, "ff"},
	{"%X", 255, "FF"},	    {"%x", -1, "ffffffff"},
	{"%X", INT_MIN, "80000000"}, {"%x", 0x1234abcd, "1234abcd"},
	{"%o", 0, "0"},		    {"%o", 8, "10"},
	{"%o", 511, "777"},	    {"%o", -1, "37777777777"},
};

UK_TESTCASE(nolibc, format_bases)
{
	check_ints(esac, bases, COUNT(bases));
}

static const struct int_row signs[] = {
	{"%+d", 5, "+5"},    {"%+d", 0, "+0"},	 {"%+d", -5, "-5"},
	{"% d", 5, " 5"},    {"% d", -5, "-5"},	 {"%+ d", 5, "+5"},
	{"% +d", 5, "+5"},   {"%+u", 5, "5"},	 {"% u", 5, "5"},
	{"%+x", 5, "5"},     {"%+i", INT_MIN, "-2147483648"},
};

UK_TESTCASE(nolibc, format_sign_flags)
{
	check_ints(esac, signs, COUNT(signs));
}

static const struct int_row alternates[] = {
	{"%#x", 255, "0xff"},  {"%#X", 255, "0XFF"}, {"%#x", 0, "0"},
	{"%#X", 0, "0"},       {"%#o", 8, "010"},    {"%#o", 0, "0"},
	{"%#.0o", 0, "0"},     {"%#.0x", 0, ""},     {"%#.1o", 1, "01"},
	{"%#.2o", 1, "01"},    {"%#.3o", 1, "001"},  {"%#5x", 1, "  0x1"},
	{"%#-5x|", 1, "0x1  |"}, {"%#05x", 1, "0x001"}, {"%#.3x", 1, "0x001"},
	{"%#8.3x", 1, "   0x001"}, {"%#05o", 8, "00010"}, {"%#d", 5, "5"},
};

UK_TESTCASE(nolibc, format_alternate_form)
{
	check_ints(esac, alternates, COUNT(alternates));
}

static const struct int_row widths[] = {
	{"%1d", 123, "123"},	 {"%3d", 123, "123"},
	{"%5d", 123, "  123"},	 {"%-5d|", 123, "123  |"},
	{"%05d", 123, "00123"},	 {"%05d", -123, "-0123"},
	{"%5d", -123, " -123"},	 {"%-5d|", -123, "-123 |"},
	{"%+05d", 12, "+0012"},	 {"% 05d", 12, " 0012"},
	{"%03d", 1234, "1234"},	 {"%-05d|", 12, "12   |"},
	{"%0-5d|", 12, "12   |"}, {"%00005d", 12, "00012"},
	{"%20u", -1, "          4294967295"},
	{"%030x", -1, "0000000000000000000000ffffffff"},
};

UK_TESTCASE(nolibc, format_width)
{
	check_ints(esac, widths, COUNT(widths));
}

static const struct int_row precisions[] = {
	{"%.0d", 0, ""},	 {"%.d", 0, ""},	{"%.0d", 1, "1"},
	{"%.0u", 0, ""},	 {"%.0x", 0, ""},	{"%.0o", 0, ""},
	{"%5.0d", 0, "     "},	 {"%+.0d", 0, "+"},	{"% .0d", 0, " "},
	{"%.1d", 0, "0"},	 {"%.5d", 12, "00012"}, {"%.5d", -12, "-00012"},
	{"%.1d", 123, "123"},	 {"%8.5d", 12, "   00012"},
	{"%-8.5d|", 12, "00012   |"}, {"%08.5d", 12, "   00012"},
	{"%08.0d", 0, "        "}, {"%+8.3d", 7, "    +007"},
	{"%.20d", INT_MIN, "-00000000002147483648"}, {"%.3o", 8, "010"},
	{"%05.1d", 3, "    3"},
};

UK_TESTCASE(nolibc, format_precision)
{
	check_ints(esac, precisions, COUNT(precisions));
}

struct star_row {
	const char *format;
	int star, value;
	const char *text;
};

static const struct star_row stars[] = {
	{"%*d", 5, 42, "   42"},	{"%*d|", -5, 42, "42   |"},
	{"%*d", 0, 42, "42"},		{"%0*d", 5, 42, "00042"},
	{"%0*d|", -5, 42, "42   |"},	{"%-*d|", 5, 42, "42   |"},
	{"%-*d|", -5, 42, "42   |"},	{"%.*d", 4, 42, "0042"},
	{"%.*d", 0, 0, ""},		{"%.*d", -1, 0, "0"},
	{"%.*d", INT_MIN, 42, "42"},	{"%05.*d", -1, 42, "00042"},
};

UK_TESTCASE(nolibc, format_star)
{
	size_t i;
	int len;

	for (i = 0; i < COUNT(stars); i++) {
		len = snprintf(buf, sizeof(buf), stars[i].format,
			       stars[i].star, stars[i].value);
		UK_TEST_EXPECTF(is_text(stars[i].text, len),
				"`%s` of %d and %d is `%s` and was `%s`",
				stars[i].format, stars[i].star,
				stars[i].value, stars[i].text, buf);
	}
	len = snprintf(buf, sizeof(buf), "%*.*d", 6, 3, 7);
	UK_TEST_EXPECT(is_text("   007", len));
}

static const struct int_row short_lengths[] = {
	{"%hhd", 127, "127"},	 {"%hhd", 128, "-128"}, {"%hhd", 256, "0"},
	{"%hhd", -129, "127"},	 {"%hhu", 256, "0"},	{"%hhu", -1, "255"},
	{"%hhx", 0x1ff, "ff"},	 {"%hho", 0x1ff, "377"}, {"%hd", 32767, "32767"},
	{"%hd", 32768, "-32768"}, {"%hd", 65536, "0"},	{"%hu", 65535, "65535"},
	{"%hu", -1, "65535"},	 {"%hX", 0x12345, "2345"},
	{"%#hhx", 256, "0"},
};

UK_TESTCASE(nolibc, format_short_lengths)
{
	check_ints(esac, short_lengths, COUNT(short_lengths));
}

struct long_row {
	const char *format;
	long value;
	const char *text;
};

static const struct long_row long_lengths[] = {
	{"%ld", LONG_MAX, "9223372036854775807"},
	{"%ld", LONG_MIN, "-9223372036854775808"},
	{"%lu", -1, "18446744073709551615"},
	{"%lx", -1, "ffffffffffffffff"},
	{"%lo", -1, "1777777777777777777777"},
	{"%#lo", -1, "01777777777777777777777"},
	{"%lld", LONG_MIN, "-9223372036854775808"},
	{"%llu", -1, "18446744073709551615"},
	{"%llX", LONG_MAX, "7FFFFFFFFFFFFFFF"},
	{"%jd", LONG_MIN, "-9223372036854775808"},
	{"%ju", -1, "18446744073709551615"},
	{"%zd", -1, "-1"},
	{"%zu", -1, "18446744073709551615"},
	{"%zx", 0x100000000, "100000000"},
	{"%td", LONG_MIN, "-9223372036854775808"},
	{"%ti", 77, "77"},
	{"%ld", 4294967296, "4294967296"},
	{"%lu", 10000000000, "10000000000"},
};

UK_TESTCASE(nolibc, format_long_lengths)
{
	size_t i;

	for (i = 0; i < COUNT(long_lengths); i++) {
		const struct long_row *r = &long_lengths[i];
		int len = snprintf(buf, sizeof(buf), r->format, r->value);

		UK_TEST_EXPECTF(is_text(r->text, len),
				"`%s` of 0x%lx is `%s` and was `%s`", r->format,
				(unsigned long)r->value, r->text, buf);
	}
}

UK_TESTCASE(nolibc, format_inttypes_macros)
{
	int len;

	len = snprintf(buf, sizeof(buf), "%" PRId8 " %" PRIu16, (int8_t)-128,
		       (uint16_t)65535);
	UK_TEST_EXPECT(is_text("-128 65535", len));
	len = snprintf(buf, sizeof(buf), "%" PRIx32 " %" PRIu64,
		       UINT32_C(0xdeadbeef), UINT64_MAX);
	UK_TEST_EXPECT(is_text("deadbeef 18446744073709551615", len));
#ifndef CONFIG_LIBTREE_UKTEST /* that trees have no macros of these */
	len = snprintf(buf, sizeof(buf), "%" PRIdMAX " %" PRIoPTR, INTMAX_MIN,
		       (uintptr_t)8);
	UK_TEST_EXPECT(is_text("-9223372036854775808 10", len));
#endif
}

UK_TESTCASE(nolibc, format_many_arguments)
{
	int len;

	/* more than fit into registers, of different sizes */
	len = snprintf(buf, sizeof(buf), "%d %ld %d %ld %d %ld %d %ld %d %c %s",
		       1, 2L, 3, 4L, 5, 6L, 7, LONG_MAX, -9, 'x', "end");
	UK_TEST_EXPECT(
		is_text("1 2 3 4 5 6 7 9223372036854775807 -9 x end", len));
}

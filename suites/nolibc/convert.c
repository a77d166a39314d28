/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * strtol, strtoul and relatives (ISO C11 7.22.1.4), atoi (7.22.1.2): bases,
 * limits, errno, the end pointer.
 */
#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <uk/test.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

struct row {
	const char *text;
	int base;
	long value;
	size_t used; /* bytes up to the end pointer */
	int error;
};

static const struct row signed_rows[] = {
	{"0", 10, 0, 1, 0},
	{"42", 10, 42, 2, 0},
	{"-42", 10, -42, 3, 0},
	{"+42", 10, 42, 3, 0},
	{" \t\n\v\f\r42", 10, 42, 8, 0},
	{"42abc", 10, 42, 2, 0},
	{"", 10, 0, 0, 0},
	{"abc", 10, 0, 0, 0},
	{"   ", 10, 0, 0, 0},
	{"-", 10, 0, 0, 0},
	{"  +", 10, 0, 0, 0},
	{"- 1", 10, 0, 0, 0},
	{"--1", 10, 0, 0, 0},
	{"00000000000000000000000000012", 10, 12, 29, 0},
	{"010", 0, 8, 3, 0},
	{"0x10", 0, 16, 4, 0},
	{"0X1f", 0, 31, 4, 0},
	{"-0x10", 0, -16, 5, 0},
	{"10", 0, 10, 2, 0},
	{"08", 0, 0, 1, 0},
	{"0x", 0, 0, 1, 0},
	{"0xg", 16, 0, 1, 0},
	{"-0xg", 16, 0, 2, 0},
	{"0x10", 16, 16, 4, 0},
	{"ff", 16, 255, 2, 0},
	{"0x10", 10, 0, 1, 0},
	{"0x10", 8, 0, 1, 0},
	{"777", 8, 511, 3, 0},
	{"778", 8, 63, 2, 0},
	{"1012", 2, 5, 3, 0},
	{"zZ", 36, 35 * 36 + 35, 2, 0},
	{"zz", 35, 0, 0, 0},
	{"9223372036854775807", 10, LONG_MAX, 19, 0},
	{"-9223372036854775808", 10, LONG_MIN, 20, 0},
	{"9223372036854775808", 10, LONG_MAX, 19, ERANGE},
	{"-9223372036854775809", 10, LONG_MIN, 20, ERANGE},
	{"18446744073709551616", 10, LONG_MAX, 20, ERANGE},
	{"-99999999999999999999999x", 10, LONG_MIN, 24, ERANGE},
	{"7fffffffffffffff", 16, LONG_MAX, 16, 0},
	{"8000000000000000", 16, LONG_MAX, 16, ERANGE},
	{"-8000000000000000", 16, LONG_MIN, 17, 0},
};

UK_TESTCASE(nolibc, strtol_rows)
{
	size_t i;

	for (i = 0; i < COUNT(signed_rows); i++) {
		const struct row *r = &signed_rows[i];
		char *end = NULL;
		long value;

		errno = 0;
		value = strtol(r->text, &end, r->base);
		UK_TEST_EXPECTF(value == r->value && end == r->text + r->used
					&& errno == r->error,
				"strtol(`%s`, %d) is %ld, end %zu, errno %d",
				r->text, r->base, r->value, r->used, r->error);
	}
}

UK_TESTCASE(nolibc, strtoll_rows)
{
	size_t i;

	for (i = 0; i < COUNT(signed_rows); i++) {
		const struct row *r = &signed_rows[i];
		char *end = NULL;

		errno = 0;
		UK_TEST_EXPECTF(strtoll(r->text, &end, r->base) == r->value
					&& end == r->text + r->used
					&& errno == r->error,
				"strtoll(`%s`, %d) is %ld, end %zu, errno %d",
				r->text, r->base, r->value, r->used, r->error);
	}
}

static const struct row unsigned_rows[] = {
	{"0", 10, 0, 1, 0},
	{"18446744073709551615", 10, -1, 20, 0},
	{"18446744073709551616", 10, -1, 20, ERANGE},
	{"-1", 10, -1, 2, 0},
	{"-18446744073709551615", 10, 1, 21, 0},
	{"-18446744073709551616", 10, -1, 21, ERANGE},
	{"ffffffffffffffff", 16, -1, 16, 0},
	{"10000000000000000", 16, -1, 17, ERANGE},
	{"1777777777777777777777", 8, -1, 22, 0},
	{"2000000000000000000000", 8, -1, 22, ERANGE},
	{"3w5e11264sgsf", 36, -1, 13, 0},
	{"3w5e11264sgsg", 36, -1, 13, ERANGE},
	{" +7", 0, 7, 3, 0},
	{"x", 10, 0, 0, 0},
};

UK_TESTCASE(nolibc, strtoul_rows)
{
	size_t i;

	for (i = 0; i < COUNT(unsigned_rows); i++) {
		const struct row *r = &unsigned_rows[i];
		char *end = NULL;
		unsigned long value;

		errno = 0;
		value = strtoul(r->text, &end, r->base);
		UK_TEST_EXPECTF(value == (unsigned long)r->value
					&& end == r->text + r->used
					&& errno == r->error,
				"strtoul(`%s`, %d) is %lu, end %zu, errno %d",
				r->text, r->base, (unsigned long)r->value,
				r->used, r->error);
		errno = 0;
		UK_TEST_EXPECTF(strtoull(r->text, NULL, r->base)
						== (unsigned long)r->value
					&& errno == r->error,
				"strtoull(`%s`, %d) is %lu, errno %d", r->text,
				r->base, (unsigned long)r->value, r->error);
	}
}

UK_TESTCASE(nolibc, strtol_bad_base)
{
	static const int bases[] = {1, 37, -1, INT_MIN, INT_MAX};
	size_t i;

	for (i = 0; i < COUNT(bases); i++) {
		errno = 0;
		UK_TEST_EXPECTF(strtol("1", NULL, bases[i]) == 0
					&& errno == EINVAL,
				"strtol with base %d is EINVAL", bases[i]);
	}
}

UK_TESTCASE(nolibc, strtol_all_bases)
{
	char text[3] = "10";
	char *end;
	int base;

	for (base = 2; base <= 36; base++) {
		UK_TEST_EXPECTF(strtol(text, &end, base) == base
					&& end == text + 2,
				"`10` in base %d", base);
	}
}

UK_TESTCASE(nolibc, strtol_keeps_errno)
{
	errno = 77;
	UK_TEST_EXPECT_SNUM_EQ(strtol("5", NULL, 10), 5);
	UK_TEST_EXPECT_SNUM_EQ(errno, 77);
	UK_TEST_EXPECT_SNUM_EQ(strtoul("x", NULL, 10), 0);
	UK_TEST_EXPECT_SNUM_EQ(errno, 77);
	errno = 0;
}

UK_TESTCASE(nolibc, atoi_and_relatives)
{
	UK_TEST_EXPECT_SNUM_EQ(atoi(""), 0);
	UK_TEST_EXPECT_SNUM_EQ(atoi("  -12x"), -12);
	UK_TEST_EXPECT_SNUM_EQ(atoi("2147483647"), INT_MAX);
	UK_TEST_EXPECT_SNUM_EQ(atoi("-2147483648"), INT_MIN);
	UK_TEST_EXPECT_SNUM_EQ(atoi("010"), 10);
	UK_TEST_EXPECT_SNUM_EQ(atol("9223372036854775807"), LONG_MAX);
	UK_TEST_EXPECT_SNUM_EQ(atoll("-9223372036854775808"), LLONG_MIN);
}

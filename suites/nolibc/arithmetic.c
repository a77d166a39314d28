/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * abs, div and relatives (ISO C11 7.22.6), rand (7.22.2), errno (7.5), the
 * limits of <limits.h> (5.2.4.2.1).
 */
#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <uk/test.h>

UK_TESTCASE(nolibc, abs_values)
{
	UK_TEST_EXPECT_SNUM_EQ(abs(0), 0);
	UK_TEST_EXPECT_SNUM_EQ(abs(-5), 5);
	UK_TEST_EXPECT_SNUM_EQ(abs(-INT_MAX), INT_MAX);
	UK_TEST_EXPECT_SNUM_EQ(labs(-LONG_MAX), LONG_MAX);
	UK_TEST_EXPECT_SNUM_EQ(llabs(-LLONG_MAX), LLONG_MAX);
	UK_TEST_EXPECT_SNUM_EQ(labs(INT_MIN), 2147483648L);
}

struct div_row {
	long numer, denom, quot, rem;
};

static const struct div_row div_rows[] = {
	{7, 2, 3, 1},	{-7, 2, -3, -1}, {7, -2, -3, 1},
	{-7, -2, 3, -1}, {0, 5, 0, 0},	 {6, 3, 2, 0},
	{INT_MIN, 2, INT_MIN / 2, 0},	 {INT_MAX, INT_MIN, 0, INT_MAX},
};

UK_TESTCASE(nolibc, div_truncates)
{
	size_t i;

	for (i = 0; i < sizeof(div_rows) / sizeof(div_rows[0]); i++) {
		const struct div_row *r = &div_rows[i];
		div_t d = div((int)r->numer, (int)r->denom);
		ldiv_t l = ldiv(r->numer, r->denom);
		lldiv_t ll = lldiv(r->numer, r->denom);

		UK_TEST_EXPECTF(d.quot == r->quot && d.rem == r->rem
					&& l.quot == r->quot && l.rem == r->rem
					&& ll.quot == r->quot
					&& ll.rem == r->rem,
				"%ld / %ld is %ld rest %ld", r->numer, r->denom,
				r->quot, r->rem);
	}
}

UK_TESTCASE(nolibc, rand_repeats_after_srand)
{
	int first[8];
	size_t i, same = 0, in_range = 0;

	srand(42);
	for (i = 0; i < 8; i++)
		first[i] = rand();
	srand(42);
	for (i = 0; i < 8; i++)
		same += rand() == first[i];
	UK_TEST_EXPECT_SNUM_EQ(same, 8);
	for (i = 0; i < 1000; i++) {
		int r = rand();

		in_range += r >= 0 && r <= RAND_MAX;
	}
	UK_TEST_EXPECT_SNUM_EQ(in_range, 1000);
}

UK_TESTCASE(nolibc, rand_r_spreads)
{
	unsigned int seeds[] = {0, 1, UINT_MAX};
	size_t i, k;

	for (i = 0; i < 3; i++) {
		unsigned int seed = seeds[i];
		unsigned int seen = 0; /* one bit for each of 16 classes */

		for (k = 0; k < 200; k++)
			seen |= 1U << (rand_r(&seed) & 15);
		UK_TEST_EXPECTF(seen == 0xffff,
				"seed %u: 200 numbers hit all low digits",
				seeds[i]);
	}
}

UK_TESTCASE(nolibc, errno_is_assignable)
{
	errno = 0;
	UK_TEST_EXPECT_SNUM_EQ(errno, 0);
	errno = ERANGE;
	UK_TEST_EXPECT_SNUM_EQ(errno, ERANGE);
	UK_TEST_EXPECT_PTR_EQ(&errno, &errno);
	errno = 0;
}

UK_TESTCASE(nolibc, limits_match_types)
{
	UK_TEST_EXPECT_SNUM_EQ(CHAR_BIT, 8);
	UK_TEST_EXPECT_SNUM_EQ(UCHAR_MAX, (unsigned char)-1);
	UK_TEST_EXPECT_SNUM_EQ(CHAR_MIN, (char)-1 < 0 ? SCHAR_MIN : 0);
	UK_TEST_EXPECT_SNUM_EQ(USHRT_MAX, (unsigned short)-1);
	UK_TEST_EXPECT(UINT_MAX == (unsigned int)-1);
	UK_TEST_EXPECT(ULONG_MAX == (unsigned long)-1);
	UK_TEST_EXPECT(ULLONG_MAX == (unsigned long long)-1);
	UK_TEST_EXPECT(INT_MIN < 0 && INT_MIN + 1 == -INT_MAX);
	UK_TEST_EXPECT(LONG_MAX == INT64_MAX && LLONG_MIN == INT64_MIN);
}

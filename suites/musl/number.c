/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Floating point functions, conversion, sorting, regular expressions: code of
 * musl that needs nothing of the kernel but registers.
 */
#include <math.h>
#include <regex.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <uk/test.h>

static volatile double one = 1.0, two = 2.0;

UK_TESTCASE(musl, mathematics_is_exact_where_it_can_be)
{
	UK_TEST_EXPECT(sqrt(two * two) == 2.0);
	UK_TEST_EXPECT(fabs(sin(one) - 0.8414709848078965) < 1e-15);
	UK_TEST_EXPECT(pow(two, 10.0) == 1024.0);
	UK_TEST_EXPECT(isinf(exp(one * 1000)) && isnan(sqrt(-one)));
	UK_TEST_EXPECT(fabsl(cosl(0.0L * one) - 1.0L) == 0.0L);
}

UK_TESTCASE(musl, strtod_rounds_to_nearest)
{
	char *end;

	UK_TEST_EXPECT(strtod("0.1", NULL) == 0.1);
	UK_TEST_EXPECT(strtod("9007199254740993", &end) == 9007199254740992.0);
	UK_TEST_EXPECT_SNUM_EQ(*end, 0);
	UK_TEST_EXPECT(strtod("0x1.8p1z", &end) == 3.0);
	UK_TEST_EXPECT_SNUM_EQ(*end, 'z');
}

static int by_value(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

UK_TESTCASE(musl, qsort_sorts)
{
	int v[200], bad = 0;

	for (int i = 0; i < 200; i++)
		v[i] = i * 7919 % 211;
	qsort(v, 200, sizeof(v[0]), by_value);
	for (int i = 1; i < 200; i++)
		bad += v[i - 1] > v[i];
	UK_TEST_EXPECT_ZERO(bad);
}

UK_TESTCASE(musl, regular_expressions_match)
{
	regex_t re;
	regmatch_t m[2];

	UK_TEST_ASSERT(regcomp(&re, "^([a-z]+)[0-9]*$", REG_EXTENDED) == 0);
	UK_TEST_EXPECT_ZERO(regexec(&re, "abc123", 2, m, 0));
	UK_TEST_EXPECT_SNUM_EQ(m[1].rm_eo, 3);
	UK_TEST_EXPECT_SNUM_EQ(regexec(&re, "123", 2, m, 0), REG_NOMATCH);
	regfree(&re);
}

UK_TESTCASE(musl, longjmp_returns_to_setjmp)
{
	jmp_buf env;
	volatile int rounds = 0;

	if (setjmp(env) < 3) {
		rounds++;
		longjmp(env, rounds);
	}
	UK_TEST_EXPECT_SNUM_EQ(rounds, 3);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A suite whose outcomes are known: one case passes, one fails, one crashes the kernel, one fails only after the first one and so
 * passes when it is tried again alone, one passes only after it.
 */
#include <uk/test.h>

static int is_in_company;

UK_TESTCASE(flawed, passes)
{
	is_in_company = 1;
	UK_TEST_EXPECT(1);
}

UK_TESTCASE(flawed, fails)
{
	UK_TEST_EXPECT_SNUM_EQ(1 + 1, 3);
}

UK_TESTCASE(flawed, changes_its_mind)
{
	UK_TEST_EXPECT(!is_in_company);
}

UK_TESTCASE(flawed, needs_company)
{
	UK_TEST_EXPECT(is_in_company);
}

UK_TESTCASE(flawed, crashes)
{
	__builtin_trap();
}

uk_testsuite_register(flawed, NULL);

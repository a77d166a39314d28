/* SPDX-License-Identifier: BSD-3-Clause */
/* The case before all mishaps: it passes, and must keep its verdict whatever comes after it. */
#include <uk/test.h>

UK_TESTCASE(mishaps, before)
{
	UK_TEST_EXPECT(1 + 1 == 2);
}

uk_testsuite_register(mishaps, NULL);

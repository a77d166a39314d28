/* SPDX-License-Identifier: BSD-3-Clause */
#include <uk/test.h>

UK_TESTCASE(uktest_myself, one_is_one)
{
	UK_TEST_EXPECT(1 == 1);
}
uk_testsuite_register(uktest_myself, 0);

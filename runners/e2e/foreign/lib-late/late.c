/* SPDX-License-Identifier: BSD-3-Clause */
#include <uk/test.h>

UK_TESTCASE(late, comes_after_the_totals)
{
	UK_TEST_EXPECT(2 > 1);
}
uk_testsuite_late_prio(late, 0, 9);

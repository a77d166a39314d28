/* SPDX-License-Identifier: BSD-3-Clause */
#include <uk/print.h>
#include <uk/test.h>

int ukneedy_answer(void);

UK_TESTCASE(ukneedy, never)
{
	UK_TEST_EXPECT(ukneedy_answer() == 42);
}
uk_testsuite_register(ukneedy, 0);

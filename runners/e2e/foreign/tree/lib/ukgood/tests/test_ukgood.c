/* SPDX-License-Identifier: BSD-3-Clause */
#include <uk/print.h>
#include <uk/test.h>

int ukgood_answer(void);

UK_TESTCASE(ukgood, answers)
{
	UK_TEST_EXPECT(ukgood_answer() == 42);
}

UK_TESTCASE(ukgood, is_wrong)
{
	UK_TEST_EXPECT(ukgood_answer() == 42);
	UK_TEST_EXPECT(ukgood_answer() == 43);
}
uk_testsuite_register(ukgood, 0);

/* SPDX-License-Identifier: BSD-3-Clause */
#include <uk/print.h>
#include <uk/test.h>

int ukassert_answer(void);

UK_TESTCASE(ukassert, before)
{
	UK_TEST_EXPECT(ukassert_answer() == 42);
}

UK_TESTCASE(ukassert, goes_too_far)
{
	UK_TEST_EXPECT(ukassert_answer() == 42);
	UK_ASSERT(ukassert_answer() == 43);
}

UK_TESTCASE(ukassert, never_gets_its_turn)
{
	UK_TEST_EXPECT(ukassert_answer() == 42);
}
uk_testsuite_register(ukassert, 0);

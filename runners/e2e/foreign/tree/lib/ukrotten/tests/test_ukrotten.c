/* SPDX-License-Identifier: BSD-3-Clause */
#include <uk/print.h>
#include <uk/test.h>

int ukrotten_answer(void);
struct gone a_name_that_has_gone(int);

UK_TESTCASE(ukrotten, compiles)
{
	UK_TEST_EXPECT(a_name_that_has_gone(ukrotten_answer()) == 42);
}
uk_testsuite_register(ukrotten, 0);

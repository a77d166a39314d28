/* SPDX-License-Identifier: BSD-3-Clause */
#include <uk/print.h>
#include <uk/test.h>

int ukrefuse_answer(void);

static int refuse(void)
{
	return -5;
}

UK_TESTCASE(ukrefuse, never)
{
	UK_TEST_EXPECT(ukrefuse_answer() == 42);
}
uk_testsuite_register(ukrefuse, refuse);

UK_TESTCASE(ukrefuse_too, waits_in_vain)
{
	UK_TEST_EXPECT(ukrefuse_answer() == 42);
}
uk_testsuite_register(ukrefuse_too, 0);

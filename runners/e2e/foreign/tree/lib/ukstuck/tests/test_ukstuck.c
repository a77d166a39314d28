/* SPDX-License-Identifier: BSD-3-Clause */
#include <uk/print.h>
#include <uk/test.h>

int ukstuck_answer(void);

UK_TESTCASE(ukstuck, waits)
{
	while (ukstuck_answer() == 42)
		__asm__ volatile("");
}

UK_TESTCASE(ukstuck, waits_no_more)
{
	UK_TEST_EXPECT(ukstuck_answer() != 42);
}
uk_testsuite_register(ukstuck, 0);

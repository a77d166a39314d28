/* SPDX-License-Identifier: BSD-3-Clause */
/* The case after all mishaps: it passes, in the last of many boots. */
#include <uk/test.h>

UK_TESTCASE(mishaps, after)
{
	UK_TEST_EXPECT(2 + 2 == 4);
}

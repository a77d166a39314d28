/* SPDX-License-Identifier: BSD-3-Clause */
/* System V gABI ch. 5: functions of .init_array run before main(). */
#include "expect.h"

static int order;

__attribute__((constructor(101))) static void first(void)
{
	order = order * 10 + 1;
}

__attribute__((constructor(102))) static void second(void)
{
	order = order * 10 + 2;
}

int main(void)
{
	EXPECT(order == 12);
	return EXPECT_STATUS();
}

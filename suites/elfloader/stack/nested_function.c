/* SPDX-License-Identifier: BSD-3-Clause */
/* LSB Core 4.1, 10.2 (PT_GNU_STACK): a program whose file says so runs code on its
 * first stack. The compiler needs that for the address of a nested function.
 */
#include "expect.h"

static int apply(int (*function)(int), int number)
{
	return function(number);
}

int main(void)
{
	volatile int sum = 0;
	int add(int number)
	{
		sum += number;
		return sum;
	}

	EXPECT(apply(add, 2) == 2);
	EXPECT(apply(add, 3) == 5);
	return EXPECT_STATUS();
}

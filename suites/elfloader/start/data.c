/* SPDX-License-Identifier: BSD-3-Clause */
/* System V gABI ch. 5: data has its initial values, what follows it is zero. */
#include <stdint.h>

#include "expect.h"

#define WORDS 20000

static int given[4] = {1, 2, 3, 4};
static unsigned int zeros[WORDS];
static _Thread_local int of_thread = 42;
static _Thread_local char of_thread_zero[100];
static _Thread_local int aligned __attribute__((aligned(64))) = 7;

int main(void)
{
	unsigned int sum = 0;
	int local = 0;

	for (int i = 0; i < WORDS; i++)
		sum |= zeros[i];
	for (int i = 0; i < 100; i++)
		local |= of_thread_zero[i];
	EXPECT(sum == 0 && local == 0);
	EXPECT(given[0] == 1 && given[3] == 4);
	EXPECT(of_thread == 42 && aligned == 7);
	EXPECT(((uintptr_t)&aligned & 63) == 0);
	return EXPECT_STATUS();
}

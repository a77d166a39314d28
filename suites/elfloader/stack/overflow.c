/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 sigaltstack(): a stack that has overflowed is a SIGSEGV that a
 * handler on another stack can leave.
 */
#include "expect.h"
#include "fault.h"

static char other[16384];
static volatile int sink;

static int endless(int n)
{
	volatile char frame[1000];

	frame[0] = (char)n;
	sink += frame[0];
	return endless(n + 1) + frame[0];
}

int main(void)
{
	const stack_t stack = {.ss_sp = other, .ss_size = sizeof(other)};

	EXPECT(sigaltstack(&stack, NULL) == 0);
	fault_catch(SIGSEGV);
	EXPECT_FAULT(sink = endless(0));
	EXPECT(fault_info.si_signo == SIGSEGV);
	return EXPECT_STATUS();
}

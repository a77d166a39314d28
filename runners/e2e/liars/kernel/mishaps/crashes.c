/* SPDX-License-Identifier: BSD-3-Clause */
/* Cases that fail, and cases that take the kernel with them. */
#include <stddef.h>
#include <uk/asm/trap.h>
#include <uk/assert.h>
#include <uk/essentials.h>
#include <uk/event.h>
#include <uk/test.h>

/* The compiler must not know that these are no places to read and write. */
static volatile int *volatile nowhere;
static void (*volatile no_function)(void);

UK_TESTCASE(mishaps, failed_expectation)
{
	UK_TEST_EXPECT_SNUM_EQ(2 + 2, 5);
}

UK_TESTCASE(mishaps, failed_expectation_then_crash)
{
	UK_TEST_EXPECT_SNUM_EQ(2 + 2, 6);
	*nowhere = 1;
}

UK_TESTCASE(mishaps, assertion_of_the_kernel)
{
	UK_ASSERT(nowhere != NULL);
}

UK_TESTCASE(mishaps, panic)
{
	UK_CRASH("Nothing works any more\n");
}

UK_TESTCASE(mishaps, null_read)
{
	UK_TEST_EXPECT(*nowhere == 0);
}

UK_TESTCASE(mishaps, null_write)
{
	*nowhere = 1;
}

UK_TESTCASE(mishaps, null_call)
{
	no_function();
}

UK_TESTCASE(mishaps, write_to_code)
{
	*(volatile char *)(__uptr)__uk_test_mishaps_write_to_code = 0;
}

UK_TESTCASE(mishaps, undefined_instruction)
{
	__builtin_trap();
}

/* Through a pointer, so that the compiler does not see that there is no end. */
static unsigned int eat_stack(unsigned int depth);
static unsigned int (*volatile eat_more)(unsigned int) = eat_stack;

static unsigned int eat_stack(unsigned int depth)
{
	volatile char frame[256];

	frame[0] = (char)depth;
	return eat_more(depth + 1) + (unsigned int)frame[0];
}

UK_TESTCASE(mishaps, stack_overflow)
{
	UK_TEST_EXPECT(eat_stack(0) != 0);
}

static int eats_in_handler;

static int eat_in_the_handler(void *data __unused)
{
	if (!eats_in_handler)
		return UK_EVENT_NOT_HANDLED;
	eats_in_handler = 0;
	eat_stack(0);
	return UK_EVENT_NOT_HANDLED;
}

UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_PAGE_FAULT, eat_in_the_handler, 0);

UK_TESTCASE(mishaps, stack_overflow_in_a_handler)
{
	eats_in_handler = 1;
	*nowhere = 1;
}

static int is_armed;

static int fault_again(void *data __unused)
{
	if (is_armed)
		*nowhere = 2;
	return UK_EVENT_NOT_HANDLED;
}

UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_PAGE_FAULT, fault_again, 0);

UK_TESTCASE(mishaps, fault_in_the_fault_handler)
{
	is_armed = 1;
	*nowhere = 1;
}

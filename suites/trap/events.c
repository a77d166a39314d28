/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Events without a trap: order of handlers, and what their answers mean.
 */
#include <errno.h>

#include "plan.h"

UK_EVENT(trap_suite_event);
UK_EVENT(trap_suite_unheard);

/* Handlers in the order in which they were asked */
static unsigned int asked[8];
static unsigned int asked_count;
static int answer[10];
static void *data_seen;

static int ask(unsigned int prio, void *data)
{
	if (asked_count < ARRAY_SIZE(asked))
		asked[asked_count++] = prio;
	data_seen = data;
	return answer[prio];
}

/* Not in the order of their priorities, so that sorting is needed */
#define LISTENER(prio)                                                         \
	static int listen_##prio(void *data)                                   \
	{                                                                      \
		return ask(prio, data);                                        \
	}                                                                      \
	UK_EVENT_HANDLER_PRIO(trap_suite_event, listen_##prio, prio)

LISTENER(5);
LISTENER(0);
LISTENER(9);
LISTENER(3);

static int raise(int a0, int a3, int a5, int a9)
{
	answer[0] = a0;
	answer[3] = a3;
	answer[5] = a5;
	answer[9] = a9;
	asked_count = 0;
	return uk_raise_event(trap_suite_event, &answer);
}

UK_TESTCASE(trap, event_without_handlers_is_not_handled)
{
	UK_TEST_EXPECT_SNUM_EQ(uk_raise_event(trap_suite_unheard, NULL),
			       UK_EVENT_NOT_HANDLED);
}

UK_TESTCASE(trap, handlers_are_asked_by_priority)
{
	const int no = UK_EVENT_NOT_HANDLED;

	UK_TEST_EXPECT_SNUM_EQ(raise(no, no, no, no), UK_EVENT_NOT_HANDLED);
	UK_TEST_ASSERT(asked_count == 4);
	UK_TEST_EXPECT_SNUM_EQ(asked[0], 0);
	UK_TEST_EXPECT_SNUM_EQ(asked[1], 3);
	UK_TEST_EXPECT_SNUM_EQ(asked[2], 5);
	UK_TEST_EXPECT_SNUM_EQ(asked[3], 9);
	UK_TEST_EXPECT_PTR_EQ(data_seen, &answer);
}

UK_TESTCASE(trap, a_handler_that_handles_ends_the_chain)
{
	const int no = UK_EVENT_NOT_HANDLED;

	UK_TEST_EXPECT_SNUM_EQ(raise(no, UK_EVENT_HANDLED, no, no),
			       UK_EVENT_HANDLED);
	UK_TEST_EXPECT_SNUM_EQ(asked_count, 2);
	UK_TEST_EXPECT_SNUM_EQ(raise(UK_EVENT_HANDLED, no, no, no),
			       UK_EVENT_HANDLED);
	UK_TEST_EXPECT_SNUM_EQ(asked_count, 1);
}

UK_TESTCASE(trap, a_handler_may_let_others_know)
{
	const int no = UK_EVENT_NOT_HANDLED;

	UK_TEST_EXPECT_SNUM_EQ(raise(no, UK_EVENT_HANDLED_CONT, no, no),
			       UK_EVENT_HANDLED_CONT);
	UK_TEST_EXPECT_SNUM_EQ(asked_count, 4);
	UK_TEST_EXPECT_SNUM_EQ(raise(UK_EVENT_HANDLED_CONT, no,
				     UK_EVENT_HANDLED, no),
			       UK_EVENT_HANDLED);
	UK_TEST_EXPECT_SNUM_EQ(asked_count, 3);
}

UK_TESTCASE(trap, an_error_ends_the_chain_and_is_returned)
{
	const int no = UK_EVENT_NOT_HANDLED;

	UK_TEST_EXPECT_SNUM_EQ(raise(no, no, -EIO, UK_EVENT_HANDLED), -EIO);
	UK_TEST_EXPECT_SNUM_EQ(asked_count, 3);
}

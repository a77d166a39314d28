/* SPDX-License-Identifier: BSD-3-Clause */
/* Suite futex: those who wait for one word made to wait for another. */
#include "futex.h"
#include <uk/test.h>

static volatile uint32_t from, to;

UK_TESTCASE(futex, requeue_wakes_some_and_moves_others)
{
	struct waiter w[4];

	from = to = 0;
	for (int i = 0; i < 4; i++)
		begin_wait(&w[i], &from, 0);
	UK_TEST_EXPECT_SNUM_EQ(futex(&from, FUTEX_REQUEUE, 1, (void *)2, &to,
				     0),
			       3);
	UK_TEST_EXPECT_ZERO(end_wait(&w[0]));
	UK_TEST_EXPECT_SNUM_EQ(futex_wake(&from, 9), 1);
	UK_TEST_EXPECT_ZERO(end_wait(&w[3]));
	UK_TEST_EXPECT(w[1].rc == 1 && w[2].rc == 1);
	UK_TEST_EXPECT_SNUM_EQ(futex_wake(&to, 9), 2);
	UK_TEST_EXPECT_ZERO(end_wait(&w[1]));
	UK_TEST_EXPECT_ZERO(end_wait(&w[2]));
}

UK_TESTCASE(futex, requeue_compares_first)
{
	struct waiter w;

	from = to = 0;
	begin_wait(&w, &from, 0);
	UK_TEST_EXPECT_SNUM_EQ(futex(&from, FUTEX_CMP_REQUEUE, 0, (void *)1,
				     &to, 1),
			       -EAGAIN);
	UK_TEST_EXPECT_SNUM_EQ(futex(&from, FUTEX_CMP_REQUEUE, 0, (void *)1,
				     &to, 0),
			       1);
	UK_TEST_EXPECT_ZERO(futex_wake(&from, 1));
	UK_TEST_EXPECT_SNUM_EQ(futex_wake(&to, 1), 1);
	UK_TEST_EXPECT_ZERO(end_wait(&w));
}

UK_TESTCASE(futex, requeue_refuses_negative_counts)
{
	from = to = 0;
	UK_TEST_EXPECT_SNUM_EQ(futex(&from, FUTEX_REQUEUE, 0, (void *)-1, &to,
				     0),
			       -EINVAL);
}

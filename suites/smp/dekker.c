/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Mutual exclusion by loads, stores and a full barrier (Dekker's idea: raise the
 * own flag, then look at the other's). It fails if a CPU can look before its flag
 * is seen: the store buffering shape of litmus.c, tried without meeting before
 * each try, so that any moment in which the host runs both CPUs counts, however
 * loaded it is.
 */
#include <string.h>

#include "smp.h"

#define BUDGET ukarch_time_msec_to_nsec(3000)
/* Tries during which the other CPU moved: both ran at that time */
#define OVERLAPS_ENOUGH 3000
#define TRIES_BETWEEN_LOOKS 256
/* Longer than a store buffer takes to drain, so that both notice */
#define TURNS_INSIDE 50

struct side {
	unsigned long flag;
	unsigned long tries;
} __align(128);

static struct side sides[2];
static struct {
	unsigned long owner, violations, overlaps, stop;
} __align(128) room;

/* Alone inside, unless the barrier did not hold */
static void be_inside(unsigned long me)
{
	unsigned int i;

	UK_WRITE_ONCE(room.owner, me);
	for (i = 0; i < TURNS_INSIDE; i++)
		barrier();
	if (UK_READ_ONCE(room.owner) != me)
		__atomic_fetch_add(&room.violations, 1, __ATOMIC_RELAXED);
}

static void try_to_enter(unsigned long me)
{
	UK_WRITE_ONCE(sides[me].flag, 1);
	mb();
	if (!UK_READ_ONCE(sides[!me].flag))
		be_inside(me);
	STORE(sides[me].flag, 0);
	UK_WRITE_ONCE(sides[me].tries, sides[me].tries + 1);
}

static void enter_until_told(struct __regs *regs, void *arg)
{
	while (!LOAD(room.stop))
		try_to_enter(1);
}

/* @return whether there is more to see */
static int goes_on(__nsec start)
{
	return !LOAD(room.violations) && room.overlaps < OVERLAPS_ENOUGH
	       && ukplat_monotonic_clock() - start < BUDGET;
}

static void enter_for_a_while(void)
{
	__nsec start = ukplat_monotonic_clock();
	unsigned long before, i;

	while (goes_on(start)) {
		for (i = 0; i < TRIES_BETWEEN_LOOKS; i++) {
			before = UK_READ_ONCE(sides[1].tries);
			try_to_enter(0);
			room.overlaps += UK_READ_ONCE(sides[1].tries) != before;
		}
	}
}

UK_TESTCASE(smp, full_barrier_makes_dekker_work)
{
	__lcpuidx idx[SMP_MAX];

	SMP_NEED(2);
	smp_others(idx);
	memset(&room, 0, sizeof(room));
	UK_TEST_EXPECT_SNUM_EQ(smp_run(idx[0], enter_until_told, NULL), 0);
	enter_for_a_while();
	STORE(room.stop, 1);
	UK_TEST_ASSERT(!smp_wait(idx[0]));
	UK_TEST_EXPECT_SNUM_GT(sides[1].tries, 0);
	UK_TEST_EXPECTF(!room.violations,
			"never both inside: %lu times in %lu tries, %lu of them with both CPUs at it",
			room.violations, sides[0].tries, room.overlaps);
}

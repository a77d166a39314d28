/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Mutual exclusion by loads, stores and a full barrier (Dekker's idea: raise the
 * own flag, then look at the other's). It fails if a CPU can look before its flag
 * is seen: the store buffering shape of two_cpus.c, tried without meeting before
 * each try, so that any moment in which the host runs both CPUs counts.
 *
 * On a loaded host two virtual CPUs can share a real one for seconds and are
 * never at it together. So up to four take part, in pairs that change: CPU i and
 * i ^ turn, for turn 1 to 3, have a room of their own.
 */
#include <string.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/time.h>
#include <uk/test_cpus.h>

#include "litmus.h"

#define BUDGET ukarch_time_msec_to_nsec(40)
/* Where the host hardly ever runs two CPUs at once */
#define BUDGET_IF_FEW ukarch_time_msec_to_nsec(600)
#define OVERLAPS_FEW 100
#define TURN_TIME ukarch_time_msec_to_nsec(5)
/* Tries during which the partner moved: both ran at that time */
#define OVERLAPS_ENOUGH 2000
#define TRIES_BETWEEN_LOOKS 256
/* Longer than a store buffer takes to drain, so that both notice */
#define TURNS_INSIDE 50

#define SIDES SIDES_MAX
#define PATIENCE ukarch_time_sec_to_nsec(2)

#define LOAD(var) __atomic_load_n(&(var), __ATOMIC_ACQUIRE)
#define STORE(var, value) __atomic_store_n(&(var), (value), __ATOMIC_RELEASE)

/* Index: who, and for which partner (who ^ turn) */
static struct {
	unsigned long up;
} __align(128) flag[SIDES][SIDES];

static struct {
	unsigned long owner;
} __align(128) room[SIDES][SIDES];

static struct {
	unsigned long tries, overlaps;
} __align(128) side[SIDES];

static struct {
	unsigned long turn, stop, violations;
} shared;

/* Alone inside, unless the barrier did not hold */
static void be_inside(unsigned long *owner, unsigned long me)
{
	unsigned int i;

	UK_WRITE_ONCE(*owner, me);
	for (i = 0; i < TURNS_INSIDE; i++)
		barrier();
	if (UK_READ_ONCE(*owner) != me)
		__atomic_add_fetch(&shared.violations, 1, __ATOMIC_RELAXED);
}

static void try_to_enter(unsigned long me, unsigned long turn)
{
	unsigned long partner = me ^ turn;
	unsigned long before = UK_READ_ONCE(side[partner].tries);

	UK_WRITE_ONCE(flag[me][turn].up, 1);
	mb();
	if (!UK_READ_ONCE(flag[partner][turn].up))
		be_inside(&room[turn][MIN(me, partner)].owner, me);
	STORE(flag[me][turn].up, 0);
	UK_WRITE_ONCE(side[me].tries, side[me].tries + 1);
	if (UK_READ_ONCE(side[partner].tries) != before)
		UK_WRITE_ONCE(side[me].overlaps, side[me].overlaps + 1);
}

static void try_often(unsigned long me)
{
	unsigned long turn = LOAD(shared.turn);
	unsigned int i;

	for (i = 0; i < TRIES_BETWEEN_LOOKS; i++)
		try_to_enter(me, turn);
}

static void enter_until_told(struct __regs *regs __unused, void *me)
{
	while (!LOAD(shared.stop))
		try_often((unsigned long)me);
}

static unsigned long overlaps(void)
{
	unsigned long sum = 0;
	unsigned int i;

	for (i = 0; i < SIDES; i++)
		sum += UK_READ_ONCE(side[i].overlaps);
	return sum;
}

/* @return whether there is more to see */
static int goes_on(__nsec elapsed)
{
	unsigned long seen = overlaps();

	return !LOAD(shared.violations) && seen < OVERLAPS_ENOUGH
	       && elapsed < (seen < OVERLAPS_FEW ? BUDGET_IF_FEW : BUDGET);
}

/* The boot CPU is side 0 and says which turn it is, of `turns` */
static void lead(unsigned long turns)
{
	__nsec start = ukplat_monotonic_clock(), elapsed = 0;

	while (goes_on(elapsed)) {
		try_often(0);
		elapsed = ukplat_monotonic_clock() - start;
		STORE(shared.turn, 1 + elapsed / TURN_TIME % turns);
	}
	STORE(shared.stop, 1);
}

static void reset(void)
{
	memset(flag, 0, sizeof(flag));
	memset(side, 0, sizeof(side));
	memset(&shared, 0, sizeof(shared));
	shared.turn = 1;
}

/* @return number of sides that began, the boot CPU not counted */
static unsigned long begin_others(unsigned long sides)
{
	unsigned long begun = 0;
	unsigned int one;
	__lcpuidx i;

	for (i = 0; i < ukplat_lcpu_count(); i++) {
		struct ukplat_lcpu_func func = { enter_until_told,
						 (void *)(begun + 1) };

		one = 1;
		if (i != ukplat_lcpu_idx() && begun + 1 < sides &&
		    lcpu_state(lcpu_get(i)) == LCPU_STATE_IDLE)
			begun += !ukplat_lcpu_run(&i, &one, &func, 0);
	}
	return begun;
}

UK_TESTCASE(litmus, full_barrier_makes_dekker_work)
{
	unsigned int cpus = uk_test_cpus();
	unsigned long sides = cpus >= SIDES ? SIDES : 2;

	if (cpus < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	reset();
	UK_TEST_ASSERT(begin_others(sides) + 1 == sides);
	lead(sides - 1);
	UK_TEST_EXPECT_ZERO(uk_test_wait(NULL, NULL, PATIENCE));
	UK_TEST_EXPECTF(!shared.violations,
			"two inside: %lu times, %lu tries at the same time",
			shared.violations, overlaps());
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Meeting, rounds and judgement. Interface: litmus.h.
 */
#include <string.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/time.h>
#include <uk/test_cpus.h>

#include "litmus.h"

#define ROUNDS_ENOUGH 60
#define BUDGET ukarch_time_msec_to_nsec(15)
#define PATIENCE ukarch_time_sec_to_nsec(2)
#define PAUSE_MEAN 8
#define POLLS_BETWEEN_LOOKS 4096

struct spot x[SLOTS], y[SLOTS], z[SLOTS];
unsigned long saw[SIDES_MAX][2][SLOTS];

static struct spot meet[SIDES_MAX], stop;
static const struct shape *program;

static int all_arrived(unsigned long step)
{
	unsigned int i;

	for (i = 0; i < program->sides; i++)
		if (__atomic_load_n(&meet[i].value, __ATOMIC_ACQUIRE) < step)
			return 0;
	return 1;
}

/* All sides leave together. @return 0 if one of them is gone */
static int meet_at(unsigned int side, unsigned long step)
{
	struct uk_test_patience patience;
	unsigned int polls = 0;

	__atomic_store_n(&meet[side].value, step, __ATOMIC_RELEASE);
	uk_test_patience_begin(&patience, PATIENCE);
	while (!all_arrived(step)) {
		if (++polls % POLLS_BETWEEN_LOOKS == 0 &&
		    !uk_test_may_wait(&patience))
			return 0;
	}
	return 1;
}

static void pause(unsigned long turns)
{
	while (turns--)
		barrier();
}

/* Odd steps begin a round, even steps end it */
static int run_round(unsigned int side, unsigned long round)
{
	unsigned int slot;

	for (slot = 0; slot < SLOTS; slot++) {
		program->side[side](slot, round);
		pause(side ? PAUSE_MEAN : round % (2 * PAUSE_MEAN));
	}
	return meet_at(side, 2 * round);
}

static void run_other_side(struct __regs *regs __unused, void *arg)
{
	unsigned int side = (unsigned int)(unsigned long)arg;
	unsigned long round;

	for (round = 1; meet_at(side, 2 * round - 1); round++) {
		if (__atomic_load_n(&stop.value, __ATOMIC_ACQUIRE) ||
		    !run_round(side, round))
			return;
	}
}

static unsigned int count_forbidden(unsigned long round)
{
	unsigned int slot, count = 0;

	for (slot = 0; slot < SLOTS; slot++)
		count += program->forbidden(slot, round) != 0;
	return count;
}

static void reset(const struct shape *shape)
{
	program = shape;
	memset(x, 0, sizeof(x));
	memset(y, 0, sizeof(y));
	memset(z, 0, sizeof(z));
	memset(meet, 0, sizeof(meet));
	stop.value = 0;
}

/* @return number of sides that began, on other CPUs */
static unsigned int begin_others(void)
{
	unsigned int begun = 0, one;
	__lcpuidx i;

	for (i = 0; i < ukplat_lcpu_count(); i++) {
		struct ukplat_lcpu_func func = {
			run_other_side, (void *)(unsigned long)(begun + 1)
		};

		one = 1;
		if (i != ukplat_lcpu_idx() && begun + 1 < program->sides &&
		    lcpu_state(lcpu_get(i)) == LCPU_STATE_IDLE)
			begun += !ukplat_lcpu_run(&i, &one, &func, 0);
	}
	return begun;
}

/* @return rounds run, 0 if another CPU was lost */
static unsigned long run(unsigned int *violations)
{
	__nsec start = ukplat_monotonic_clock();
	unsigned long round = 0;

	*violations = 0;
	if (begin_others() + 1 != program->sides)
		return 0;
	do {
		round++;
		if (!meet_at(0, 2 * round - 1) || !run_round(0, round))
			return 0;
		*violations = count_forbidden(round);
	} while (!*violations && round < ROUNDS_ENOUGH &&
		 ukplat_monotonic_clock() - start < BUDGET);
	__atomic_store_n(&stop.value, 1, __ATOMIC_RELEASE);
	meet_at(0, 2 * round + 1);
	return uk_test_wait(NULL, NULL, PATIENCE) ? 0 : round;
}

void litmus_check(struct uk_testcase *esac, const struct shape *shape)
{
	static const char *const needs[] = { "", "", "needs 2 CPUs",
					     "needs 3 CPUs", "needs 4 CPUs" };
	unsigned int violations;
	unsigned long rounds;

	if (uk_test_cpus() < shape->sides)
		UK_TEST_SKIP(needs[shape->sides]);
	reset(shape);
	rounds = run(&violations);
	UK_TEST_EXPECT_SNUM_GT(rounds, 0);
	UK_TEST_EXPECTF(!violations,
			"no forbidden outcome until round %lu, where %u slots have it",
			rounds, violations);
}

uk_testsuite_register(litmus, NULL);

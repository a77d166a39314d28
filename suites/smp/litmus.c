/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Litmus tests: small programs for two CPUs with an outcome that the memory
 * model forbids (names as in Alglave, Maranget, Sarkar, Sewell: Litmus, 2011).
 * The boot CPU is one side, another CPU the other.
 *
 * Both meet before each round and then go through the same slots, one try each.
 * The pauses between slots differ and change from round to round, so that one
 * side overtakes the other and the two are at one slot at one time. A round
 * proves something only if the host runs both CPUs at once; hence the rounds
 * go on until there were enough, or until the budget of time is used up.
 */
#include "smp.h"

#define SLOTS 32
#define ROUNDS_ENOUGH 60
#define BUDGET ukarch_time_msec_to_nsec(20)
#define PAUSE_MEAN 8

/* Each on a cache line of its own */
struct cell {
	unsigned long value;
} __align(128);

static struct cell x[SLOTS], y[SLOTS];
static struct cell meet[2], stop;
/* What either side read in each slot, first and second */
static unsigned long saw[2][SLOTS], saw_second[SLOTS];

struct shape {
	/** One try of either side */
	void (*side[2])(unsigned int slot, unsigned long round);
	/** Judges a slot after both tried */
	int (*forbidden)(unsigned int slot, unsigned long round);
};

/* Both sides leave together. @return 0 if the other side is gone */
static int meet_at(int side, unsigned long step)
{
	__nsec start = ukplat_monotonic_clock();
	unsigned int polls = 0;

	STORE(meet[side].value, step);
	while (LOAD(meet[!side].value) < step) {
		if (++polls % 4096 == 0
		    && ukplat_monotonic_clock() - start > SMP_TIMEOUT)
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
static int run_round(const struct shape *shape, int side, unsigned long round)
{
	unsigned int slot;

	for (slot = 0; slot < SLOTS; slot++) {
		shape->side[side](slot, round);
		pause(side ? PAUSE_MEAN : round % (2 * PAUSE_MEAN));
	}
	return meet_at(side, 2 * round);
}

static void run_other_side(struct __regs *regs, void *shape)
{
	unsigned long round;

	for (round = 1; meet_at(1, 2 * round - 1); round++) {
		if (LOAD(stop.value) || !run_round(shape, 1, round))
			return;
	}
}

static unsigned int count_forbidden(const struct shape *shape,
				    unsigned long round)
{
	unsigned int slot, count = 0;

	for (slot = 0; slot < SLOTS; slot++)
		count += shape->forbidden(slot, round) != 0;
	return count;
}

static void reset(void)
{
	unsigned int slot;

	for (slot = 0; slot < SLOTS; slot++)
		x[slot].value = y[slot].value = 0;
	meet[0].value = meet[1].value = stop.value = 0;
}

/* @return rounds run, 0 if the other CPU was lost */
static unsigned long litmus(const struct shape *shape, unsigned int *violations)
{
	__nsec start = ukplat_monotonic_clock();
	__lcpuidx idx[SMP_MAX];
	unsigned long round = 0;

	*violations = 0;
	reset();
	smp_others(idx);
	if (smp_run(idx[0], run_other_side, (void *)shape))
		return 0;
	do {
		round++;
		if (!meet_at(0, 2 * round - 1) || !run_round(shape, 0, round))
			return 0;
		*violations = count_forbidden(shape, round);
	} while (!*violations && round < ROUNDS_ENOUGH
		 && ukplat_monotonic_clock() - start < BUDGET);
	STORE(stop.value, 1);
	meet_at(0, 2 * round + 1);
	return smp_wait(idx[0]) ? 0 : round;
}

static void check(struct uk_testcase *esac, const struct shape *shape)
{
	unsigned int violations;
	unsigned long rounds;

	SMP_NEED(2);
	rounds = litmus(shape, &violations);
	UK_TEST_EXPECT_SNUM_GT(rounds, 0);
	UK_TEST_EXPECTF(!violations,
			"no forbidden outcome until round %lu, where %u slots have it",
			rounds, violations);
}

/* SB: each writes its own and reads the other's; with full barriers between,
 * one of them at least sees the other's write
 */
static void sb_left(unsigned int slot, unsigned long round)
{
	UK_WRITE_ONCE(x[slot].value, round);
	mb();
	saw[0][slot] = UK_READ_ONCE(y[slot].value);
}

static void sb_right(unsigned int slot, unsigned long round)
{
	UK_WRITE_ONCE(y[slot].value, round);
	mb();
	saw[1][slot] = UK_READ_ONCE(x[slot].value);
}

static int sb_forbidden(unsigned int slot, unsigned long round)
{
	return saw[0][slot] != round && saw[1][slot] != round;
}

UK_TESTCASE(smp, litmus_store_buffering)
{
	static const struct shape sb = {
		{sb_left, sb_right}, sb_forbidden};

	check(esac, &sb);
}

/* The same with the fence of C11 (7.17.4). Its sequentially consistent loads and
 * stores would do as well by the Arm ARM (B2.3.11), but not on QEMU 7.2: TCG puts
 * no barrier between STLR and LDAR
 */
static void sb_fence_left(unsigned int slot, unsigned long round)
{
	__atomic_store_n(&x[slot].value, round, __ATOMIC_RELAXED);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	saw[0][slot] = __atomic_load_n(&y[slot].value, __ATOMIC_RELAXED);
}

static void sb_fence_right(unsigned int slot, unsigned long round)
{
	__atomic_store_n(&y[slot].value, round, __ATOMIC_RELAXED);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	saw[1][slot] = __atomic_load_n(&x[slot].value, __ATOMIC_RELAXED);
}

UK_TESTCASE(smp, litmus_store_buffering_fences)
{
	static const struct shape sb_fence = {
		{sb_fence_left, sb_fence_right}, sb_forbidden};

	check(esac, &sb_fence);
}

/* MP: data, then flag; who sees the flag sees the data */
static void mp_send(unsigned int slot, unsigned long round)
{
	UK_WRITE_ONCE(x[slot].value, round);
	wmb();
	UK_WRITE_ONCE(y[slot].value, round);
}

static void mp_receive(unsigned int slot, unsigned long round)
{
	saw[1][slot] = UK_READ_ONCE(y[slot].value);
	rmb();
	saw_second[slot] = UK_READ_ONCE(x[slot].value);
}

static int mp_forbidden(unsigned int slot, unsigned long round)
{
	return saw[1][slot] == round && saw_second[slot] != round;
}

UK_TESTCASE(smp, litmus_message_passing)
{
	static const struct shape mp = {
		{mp_send, mp_receive}, mp_forbidden};

	check(esac, &mp);
}

static void mp_send_release(unsigned int slot, unsigned long round)
{
	UK_WRITE_ONCE(x[slot].value, round);
	STORE(y[slot].value, round);
}

static void mp_receive_acquire(unsigned int slot, unsigned long round)
{
	saw[1][slot] = LOAD(y[slot].value);
	saw_second[slot] = UK_READ_ONCE(x[slot].value);
}

UK_TESTCASE(smp, litmus_message_passing_atomics)
{
	static const struct shape mp_atomic = {
		{mp_send_release, mp_receive_acquire}, mp_forbidden};

	check(esac, &mp_atomic);
}

/* LB: each reads the other's, then writes its own; not both see the future */
static void lb_left(unsigned int slot, unsigned long round)
{
	saw[0][slot] = UK_READ_ONCE(y[slot].value);
	mb();
	UK_WRITE_ONCE(x[slot].value, round);
}

static void lb_right(unsigned int slot, unsigned long round)
{
	saw[1][slot] = UK_READ_ONCE(x[slot].value);
	mb();
	UK_WRITE_ONCE(y[slot].value, round);
}

static int lb_forbidden(unsigned int slot, unsigned long round)
{
	return saw[0][slot] == round && saw[1][slot] == round;
}

UK_TESTCASE(smp, litmus_load_buffering)
{
	static const struct shape lb = {
		{lb_left, lb_right}, lb_forbidden};

	check(esac, &lb);
}

/* CoRR: two reads of one location do not go backwards */
static void corr_write(unsigned int slot, unsigned long round)
{
	UK_WRITE_ONCE(x[slot].value, round);
}

static void corr_read(unsigned int slot, unsigned long round)
{
	saw[1][slot] = UK_READ_ONCE(x[slot].value);
	saw_second[slot] = UK_READ_ONCE(x[slot].value);
}

static int corr_forbidden(unsigned int slot, unsigned long round)
{
	return saw_second[slot] < saw[1][slot];
}

UK_TESTCASE(smp, litmus_coherence)
{
	static const struct shape corr = {
		{corr_write, corr_read}, corr_forbidden};

	check(esac, &corr);
}

/* The clock is one for all CPUs: what is read later shows no earlier time */
static void clock_before(unsigned int slot, unsigned long round)
{
	saw[0][slot] = ukplat_monotonic_clock();
	STORE(x[slot].value, round);
}

static void clock_after(unsigned int slot, unsigned long round)
{
	while (LOAD(x[slot].value) != round)
		barrier();
	saw[1][slot] = ukplat_monotonic_clock();
}

static int clock_forbidden(unsigned int slot, unsigned long round)
{
	return saw[1][slot] < saw[0][slot];
}

UK_TESTCASE(smp, clock_is_one_for_all)
{
	static const struct shape one_clock = {
		{clock_before, clock_after}, clock_forbidden};

	check(esac, &one_clock);
}

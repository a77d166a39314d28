/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sleeping and waking: ukplat_lcpu_halt_irq(), ukplat_lcpu_wakeup(), and the
 * sleep of the idle loop. A lost wake-up shows as a CPU that does not answer.
 */
#include <uk/plat/timer.h>

#include "smp.h"

/* What the sleeper waits for, and what it did */
static struct {
	unsigned int ready, go, stop;
	unsigned int sent, answered;
	int irqs_disabled_after;
} bed;

/* Announces itself with interrupts disabled, is woken before it halts */
static void halt_late(struct __regs *regs, void *arg)
{
	ukarch_irq_disable();
	STORE(bed.ready, 1);
	smp_reaches(&bed.go, 1);
	ukplat_lcpu_halt_irq();
	bed.irqs_disabled_after = ukarch_irq_disabled();
	ukarch_irq_enable();
	STORE(bed.answered, 1);
}

UK_TESTCASE(smp, wakeup_before_halt_is_kept)
{
	__lcpuidx idx[SMP_MAX];
	unsigned int num = 1;

	SMP_NEED(2);
	smp_others(idx);
	bed.ready = bed.go = bed.answered = 0;
	UK_TEST_EXPECT_SNUM_EQ(smp_run(idx[0], halt_late, NULL), 0);
	UK_TEST_ASSERT(smp_reaches(&bed.ready, 1));
	UK_TEST_EXPECT_SNUM_EQ(ukplat_lcpu_wakeup(idx, &num), 0);
	UK_TEST_EXPECT_SNUM_EQ(num, 1);
	STORE(bed.go, 1);
	UK_TEST_EXPECT_SNUM_EQ(smp_reaches(&bed.answered, 1), 1);
	UK_TEST_EXPECT_SNUM_EQ(smp_wait(idx[0]), 0);
	UK_TEST_EXPECT_SNUM_EQ(bed.irqs_disabled_after, 1);
}

#define CALLS_MOST 500
#define CALLS_LEAST 20

/* Sleeps until `sent` moves, answers, and again */
static void answer_calls(struct __regs *regs, void *arg)
{
	unsigned int round = 1;

	ukarch_irq_disable();
	for (;; round++) {
		while (LOAD(bed.sent) < round)
			ukplat_lcpu_halt_irq();
		if (LOAD(bed.stop))
			break;
		STORE(bed.answered, round);
	}
	ukarch_irq_enable();
}

static int ring(__lcpuidx idx)
{
	unsigned int num = 1;

	ADD(bed.sent, 1);
	return ukplat_lcpu_wakeup(&idx, &num);
}

/* @return calls answered; fewer than CALLS_LEAST if one was lost */
static unsigned int call(__lcpuidx idx)
{
	__nsec start = ukplat_monotonic_clock();
	unsigned int round = 0;

	bed.sent = bed.answered = bed.stop = 0;
	if (smp_run(idx, answer_calls, NULL))
		return 0;
	while (round < CALLS_LEAST || (round < CALLS_MOST && smp_has_time(start))) {
		if (ring(idx) || !smp_reaches(&bed.answered, ++round))
			return 0;
	}
	STORE(bed.stop, 1);
	return ring(idx) || smp_wait(idx) ? 0 : round;
}

UK_TESTCASE(smp, wakeup_is_never_lost)
{
	__lcpuidx idx[SMP_MAX];
	unsigned int i, answered, count = smp_others(idx);

	SMP_NEED(2);
	for (i = 0; i < count; i++) {
		answered = call(idx[i]);
		UK_TEST_EXPECTF(answered >= CALLS_LEAST,
				"CPU %u answered all of %u calls", idx[i],
				answered);
		UK_TEST_ASSERT(!smp_stuck);
	}
}

static unsigned int wakeups_seen;

static void sleep_once(struct __regs *regs, void *arg)
{
	ukarch_irq_disable();
	while (!LOAD(bed.go)) {
		ADD(bed.ready, 1);
		ukplat_lcpu_halt_irq();
	}
	ADD(wakeups_seen, 1);
	ukarch_irq_enable();
}

UK_TESTCASE(smp, wakeup_reaches_all)
{
	unsigned int num = 99;

	SMP_NEED(2);
	bed.ready = bed.go = 0;
	wakeups_seen = 0;
	UK_TEST_EXPECT_SNUM_EQ(smp_run_all(sleep_once, NULL), 0);
	UK_TEST_ASSERT(smp_reaches(&bed.ready, smp_cpus() - 1));
	STORE(bed.go, 1);
	UK_TEST_EXPECT_SNUM_EQ(ukplat_lcpu_wakeup(NULL, &num), 0);
	UK_TEST_EXPECT_SNUM_EQ(num, smp_cpus() - 1);
	UK_TEST_EXPECT_SNUM_EQ(smp_wait_all(), 0);
	UK_TEST_EXPECT_SNUM_EQ(wakeups_seen, smp_cpus() - 1);
}

static unsigned int idle_runs;

static void count_run(struct __regs *regs, void *arg)
{
	ADD(idle_runs, 1);
}

#define POKES 20

/* Sleeps until told, and counts how often something ended the sleep */
static void count_awakenings(struct __regs *regs, void *arg)
{
	ukarch_irq_disable();
	STORE(bed.ready, 1);
	do {
		ukplat_lcpu_halt_irq();
		ADD(wakeups_seen, 1);
	} while (!LOAD(bed.go));
	ukarch_irq_enable();
}

/* An interrupt for one CPU is none of the others' */
UK_TESTCASE(smp, wakeup_wakes_nobody_else)
{
	__lcpuidx idx[SMP_MAX];
	unsigned int i, one = 1, failed = 0;

	SMP_NEED(3);
	if (ukplat_timer_storm())
		UK_TEST_SKIP("timer storm: interrupts wake all");
	smp_others(idx);
	bed.ready = bed.go = wakeups_seen = 0;
	UK_TEST_ASSERT(!smp_run(idx[0], count_awakenings, NULL));
	UK_TEST_ASSERT(smp_reaches(&bed.ready, 1));
	UK_TEST_ASSERT(smp_falls_asleep(idx[0]));
	for (i = 0; i < POKES; i++)
		failed += smp_run(idx[1], count_run, NULL) ||
			  smp_wait(idx[1]);
	STORE(bed.go, 1);
	UK_TEST_EXPECT_ZERO(ukplat_lcpu_wakeup(idx, &one));
	UK_TEST_EXPECT_ZERO(smp_wait(idx[0]));
	UK_TEST_EXPECT_ZERO(failed);
	UK_TEST_EXPECT_SNUM_EQ(wakeups_seen, 1);
}

UK_TESTCASE(smp, wakeup_of_idle_cpu_runs_nothing)
{
	unsigned int i, failed = 0;

	SMP_NEED(2);
	idle_runs = 0;
	for (i = 0; i < 50; i++)
		failed += ukplat_lcpu_wakeup(NULL, NULL) != 0;
	UK_TEST_EXPECT_SNUM_EQ(failed, 0);
	UK_TEST_EXPECT_SNUM_EQ(smp_wait_all(), 0);
	UK_TEST_EXPECT_SNUM_EQ(idle_runs, 0);
	UK_TEST_EXPECT_SNUM_EQ(smp_run_all(count_run, NULL), 0);
	UK_TEST_EXPECT_SNUM_EQ(smp_wait_all(), 0);
	UK_TEST_EXPECT_SNUM_EQ(idle_runs, smp_cpus() - 1);
}

/* Each round finds the CPU on its way from work to sleep. @return rounds that
 * the CPU finished; fewer than CALLS_LEAST if a request was lost
 */
static unsigned int send_to_sleeper(__lcpuidx idx)
{
	__nsec start = ukplat_monotonic_clock();
	unsigned int round = 0;

	idle_runs = 0;
	while (round < CALLS_LEAST
	       || (round < 2 * CALLS_MOST && smp_has_time(start))) {
		if (smp_run(idx, count_run, NULL) || smp_wait(idx))
			return 0;
		round++;
	}
	return round;
}

UK_TESTCASE(smp, idle_loop_misses_no_request)
{
	__lcpuidx idx[SMP_MAX];
	unsigned int i, rounds, count = smp_others(idx);

	SMP_NEED(2);
	for (i = 0; i < count; i++) {
		rounds = send_to_sleeper(idx[i]);
		UK_TEST_EXPECTF(rounds >= CALLS_LEAST && idle_runs == rounds,
				"CPU %u ran %u of %u requests", idx[i],
				idle_runs, rounds);
		UK_TEST_ASSERT(!smp_stuck);
	}
}

/* The boot CPU sleeps, another CPU ends it by a request */
static void wake_boot_cpu(struct __regs *regs, void *arg)
{
	bed.answered = smp_run(0, count_run, NULL) == 0;
}

UK_TESTCASE(smp, boot_cpu_sleeps_until_request)
{
	__lcpuidx idx[SMP_MAX];
	unsigned int round;

	SMP_NEED(2);
	smp_others(idx);
	idle_runs = 0;
	for (round = 1; round <= 30; round++) {
		ukarch_irq_disable();
		if (smp_run(idx[0], wake_boot_cpu, NULL))
			break;
		while (LOAD(idle_runs) < round)
			ukplat_lcpu_halt_irq();
		ukarch_irq_enable();
		if (smp_wait(idx[0]))
			break;
	}
	ukarch_irq_enable();
	UK_TEST_EXPECT_SNUM_EQ(round, 31);
	UK_TEST_EXPECT_SNUM_EQ(idle_runs, 30);
}

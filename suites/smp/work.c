/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Requests and waiting: who runs them, in which order, how many fit, what is
 * visible afterwards.
 */
#include <errno.h>

#include "smp.h"

struct visit {
	unsigned int count;
	__lcpuidx idx;
	__lcpuid id;
	struct lcpu *current;
	int had_regs, irqs_disabled;
	__uptr frame;
} __align(64);

static UKPLAT_PER_LCPU_DEFINE(struct visit, visits);

static void visit(struct __regs *regs, void *arg)
{
	struct visit *v = &ukplat_per_lcpu_current(visits);

	v->count++;
	v->idx = ukplat_lcpu_idx();
	v->id = lcpu_arch_id();
	v->current = lcpu_get_current();
	v->had_regs = regs != NULL;
	v->irqs_disabled = ukarch_irq_disabled();
	v->frame = (__uptr)__builtin_frame_address(0);
}

UK_TESTCASE(smp, run_reaches_every_cpu)
{
	__lcpuidx idx[SMP_MAX];
	unsigned int i, count = smp_others(idx);

	SMP_NEED(2);
	for (i = 0; i < count; i++)
		visits[idx[i]] = (struct visit){0};
	UK_TEST_EXPECT_SNUM_EQ(smp_run_all(visit, NULL), 0);
	UK_TEST_ASSERT(!smp_wait_all());
	for (i = 0; i < count; i++) {
		struct visit *v = &visits[idx[i]];

		UK_TEST_EXPECTF(v->count == 1 && v->idx == idx[i],
				"CPU %u ran it %u times", idx[i], v->count);
		UK_TEST_EXPECTF(v->id == lcpu_get(idx[i])->id
					&& v->current == lcpu_get(idx[i]),
				"CPU %u is itself by hardware ID 0x%lx", idx[i],
				v->id);
		UK_TEST_EXPECTF(!v->had_regs && !v->irqs_disabled,
				"CPU %u ran it in its idle loop", idx[i]);
		UK_TEST_EXPECTF(v->frame % 16 == 0,
				"CPU %u ran it on a stack at 0x%lx", idx[i],
				v->frame);
	}
}

#define ORDER_REQUESTS 100

struct order {
	unsigned int next;
	unsigned int wrong;
};

static UKPLAT_PER_LCPU_DEFINE(struct order, orders);

static void in_order(struct __regs *regs, void *arg)
{
	struct order *o = &ukplat_per_lcpu_current(orders);

	if (o->next++ != (unsigned long)arg)
		o->wrong++;
}

UK_TESTCASE(smp, run_keeps_order)
{
	__lcpuidx idx[SMP_MAX];
	unsigned int i, failed = 0, count = smp_others(idx);
	unsigned long n;

	SMP_NEED(2);
	for (i = 0; i < count; i++)
		orders[idx[i]] = (struct order){0};
	for (n = 0; n < ORDER_REQUESTS; n++)
		failed += smp_run_all(in_order, (void *)n) != 0;
	UK_TEST_EXPECT_SNUM_EQ(failed, 0);
	UK_TEST_ASSERT(!smp_wait_all());
	for (i = 0; i < count; i++)
		UK_TEST_EXPECTF(orders[idx[i]].next == ORDER_REQUESTS
					&& !orders[idx[i]].wrong,
				"CPU %u ran %u requests, %u out of order",
				idx[i], orders[idx[i]].next,
				orders[idx[i]].wrong);
}

/* A CPU held at a gate */
static struct {
	unsigned int entered, open, passed;
} gate;

static void stand_at_gate(struct __regs *regs, void *arg)
{
	ADD(gate.entered, 1);
	smp_reaches(&gate.open, 1);
	ADD(gate.passed, 1);
}

static void pass(struct __regs *regs, void *arg)
{
	ADD(gate.passed, 1);
}

/* @return whether the CPU stands at the gate */
static int hold(__lcpuidx idx)
{
	gate.entered = gate.open = gate.passed = 0;
	return !smp_run(idx, stand_at_gate, NULL)
	       && smp_reaches(&gate.entered, 1);
}

UK_TESTCASE(smp, run_do_not_block_when_full)
{
	struct ukplat_lcpu_func func = {pass, NULL};
	__lcpuidx idx[SMP_MAX];
	unsigned int i, num, taken = 0;
	int rc = 0;

	SMP_NEED(2);
	smp_others(idx);
	UK_TEST_ASSERT(hold(idx[0]));
	for (i = 0; i < UKPLAT_LCPU_RUN_DEPTH + 1; i++) {
		num = 1;
		rc = ukplat_lcpu_run(idx, &num, &func,
				     UKPLAT_LCPU_RFLG_DONOTBLOCK);
		taken += num;
	}
	UK_TEST_EXPECT_SNUM_EQ(taken, UKPLAT_LCPU_RUN_DEPTH);
	UK_TEST_EXPECT_SNUM_EQ(rc, -EAGAIN);
	UK_TEST_EXPECT_SNUM_EQ(gate.passed, 0);
	STORE(gate.open, 1);
	UK_TEST_EXPECT_SNUM_EQ(smp_wait(idx[0]), 0);
	UK_TEST_EXPECT_SNUM_EQ(gate.passed, UKPLAT_LCPU_RUN_DEPTH + 1);
}

static void stay_a_while(struct __regs *regs, void *arg)
{
	__nsec start = ukplat_monotonic_clock();

	while (ukplat_monotonic_clock() - start < ukarch_time_usec_to_nsec(200))
		ukarch_cpu_relax();
	ADD(gate.passed, 1);
}

UK_TESTCASE(smp, run_waits_for_room)
{
	__lcpuidx idx[SMP_MAX];
	unsigned int i, failed = 0, requests = UKPLAT_LCPU_RUN_DEPTH * 2;

	SMP_NEED(2);
	smp_others(idx);
	gate.passed = 0;
	for (i = 0; i < requests; i++)
		failed += smp_run(idx[0], stay_a_while, NULL) != 0;
	UK_TEST_EXPECT_SNUM_EQ(failed, 0);
	UK_TEST_EXPECT_SNUM_EQ(smp_wait(idx[0]), 0);
	UK_TEST_EXPECT_SNUM_EQ(gate.passed, requests);
}

UK_TESTCASE(smp, run_copies_the_request)
{
	struct ukplat_lcpu_func func = {pass, NULL};
	__lcpuidx idx[SMP_MAX];
	unsigned int num = 1;

	SMP_NEED(2);
	smp_others(idx);
	UK_TEST_ASSERT(hold(idx[0]));
	UK_TEST_EXPECT_SNUM_EQ(ukplat_lcpu_run(idx, &num, &func, 0), 0);
	func.fn = NULL;
	STORE(gate.open, 1);
	UK_TEST_EXPECT_SNUM_EQ(smp_wait(idx[0]), 0);
	UK_TEST_EXPECT_SNUM_EQ(gate.passed, 2);
}

UK_TESTCASE(smp, wait_times_out)
{
	__nsec timeout = ukarch_time_msec_to_nsec(3);
	__lcpuidx idx[SMP_MAX];
	__nsec start;
	unsigned int num = 1;

	SMP_NEED(2);
	smp_others(idx);
	UK_TEST_ASSERT(hold(idx[0]));
	start = ukplat_monotonic_clock();
	UK_TEST_EXPECT_SNUM_EQ(ukplat_lcpu_wait(idx, &num, timeout),
			       -ETIMEDOUT);
	UK_TEST_EXPECT_SNUM_GE(ukplat_monotonic_clock() - start, timeout);
	UK_TEST_EXPECT_SNUM_EQ(num, 0);
	UK_TEST_EXPECT_SNUM_EQ(gate.passed, 0);
	STORE(gate.open, 1);
	UK_TEST_EXPECT_SNUM_EQ(smp_wait(idx[0]), 0);
}

UK_TESTCASE(smp, wait_stops_at_the_busy_one)
{
	__lcpuidx idx[SMP_MAX];
	unsigned int num = 2;

	SMP_NEED(3);
	smp_others(idx);
	UK_TEST_ASSERT(hold(idx[1]));
	UK_TEST_EXPECT_SNUM_EQ(
		ukplat_lcpu_wait(idx, &num, ukarch_time_msec_to_nsec(2)),
		-ETIMEDOUT);
	UK_TEST_EXPECT_SNUM_EQ(num, 1);
	STORE(gate.open, 1);
	UK_TEST_EXPECT_SNUM_EQ(smp_wait(idx[1]), 0);
}

/* Plain memory, so that only run and wait order it */
#define WORDS 512
static unsigned long question[WORDS], answer[WORDS];

static void invert(struct __regs *regs, void *arg)
{
	unsigned int i;

	for (i = 0; i < WORDS; i++)
		answer[i] = ~question[i];
}

UK_TESTCASE(smp, wait_makes_work_visible)
{
	__lcpuidx idx[SMP_MAX];
	unsigned int i, round, wrong = 0;

	SMP_NEED(2);
	smp_others(idx);
	for (round = 1; round <= 50; round++) {
		for (i = 0; i < WORDS; i++)
			question[i] = round * 1000UL + i;
		if (smp_run(idx[0], invert, NULL) || smp_wait(idx[0]))
			break;
		for (i = 0; i < WORDS; i++)
			wrong += answer[i] != ~(round * 1000UL + i);
	}
	UK_TEST_EXPECT_SNUM_EQ(round, 51);
	UK_TEST_EXPECT_SNUM_EQ(wrong, 0);
}

static struct {
	unsigned int done;
	__lcpuidx ran_on;
	int had_regs, rc;
} relay;

static void arrive(struct __regs *regs, void *arg)
{
	relay.ran_on = ukplat_lcpu_idx();
	relay.had_regs = regs != NULL;
	STORE(relay.done, 1);
}

static void pass_on(struct __regs *regs, void *to)
{
	relay.rc = smp_run((__lcpuidx)(unsigned long)to, arrive, NULL);
}

UK_TESTCASE(smp, run_interrupts_boot_cpu)
{
	__lcpuidx idx[SMP_MAX];

	SMP_NEED(2);
	smp_others(idx);
	relay.done = 0;
	UK_TEST_EXPECT_SNUM_EQ(smp_run(idx[0], pass_on, (void *)0), 0);
	UK_TEST_EXPECT_SNUM_EQ(smp_reaches(&relay.done, 1), 1);
	UK_TEST_EXPECT_SNUM_EQ(relay.rc, 0);
	UK_TEST_EXPECT_SNUM_EQ(relay.ran_on, 0);
	UK_TEST_EXPECT_SNUM_EQ(relay.had_regs, 1);
	UK_TEST_EXPECT_SNUM_EQ(smp_wait(idx[0]), 0);
}

UK_TESTCASE(smp, run_from_cpu_to_cpu)
{
	__lcpuidx idx[SMP_MAX];

	SMP_NEED(3);
	smp_others(idx);
	relay.done = 0;
	UK_TEST_EXPECT_SNUM_EQ(
		smp_run(idx[0], pass_on, (void *)(unsigned long)idx[1]), 0);
	UK_TEST_EXPECT_SNUM_EQ(smp_reaches(&relay.done, 1), 1);
	UK_TEST_EXPECT_SNUM_EQ(relay.ran_on, idx[1]);
	UK_TEST_EXPECT_SNUM_EQ(smp_wait_all(), 0);
}

#define FAN_REQUESTS 100

static unsigned int asked, arrived;

static void count_arrival(struct __regs *regs, void *arg)
{
	ADD(arrived, 1);
}

/* Asks a list of CPUs again and again; a full queue is tried again */
static void ask_often(const __lcpuidx idx[], unsigned int count)
{
	struct ukplat_lcpu_func func = {count_arrival, NULL};
	__nsec start = ukplat_monotonic_clock();
	unsigned int i, num, requests;

	for (requests = 0; requests < FAN_REQUESTS * count && smp_has_time(start);) {
		for (i = 0; i < count; i++) {
			num = 1;
			if (!ukplat_lcpu_run(&idx[i], &num, &func,
					     UKPLAT_LCPU_RFLG_DONOTBLOCK))
				requests++;
		}
	}
	ADD(asked, requests);
}

/* On another CPU: its others are the boot CPU, which is left out, and the rest */
static void ask_too(struct __regs *regs, void *arg)
{
	__lcpuidx idx[SMP_MAX];
	unsigned int count = smp_others(idx);

	ask_often(idx + 1, count - 1);
}

UK_TESTCASE(smp, run_from_two_sides)
{
	__lcpuidx idx[SMP_MAX];
	unsigned int count;

	SMP_NEED(3);
	count = smp_others(idx);
	asked = arrived = 0;
	UK_TEST_EXPECT_SNUM_EQ(smp_run(idx[0], ask_too, NULL), 0);
	ask_often(idx + 1, count - 1);
	UK_TEST_EXPECT_SNUM_EQ(smp_wait_all(), 0);
	UK_TEST_EXPECT_SNUM_GT(asked, 0);
	UK_TEST_EXPECT_SNUM_EQ(arrived, asked);
}

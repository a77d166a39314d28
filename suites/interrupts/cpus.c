/* SPDX-License-Identifier: BSD-3-Clause */
/* Clock and timers of several CPUs. Only the boot CPU makes expectations. */
#include <uk/test_cpus.h>

#include "suite.h"

#define CPUS_MAX CONFIG_UKPLAT_LCPU_MAXCOUNT

/* Other CPUs that work. @return their number */
static unsigned int others(__lcpuidx idx[CPUS_MAX])
{
	unsigned int count = 0;
	__lcpuidx i;

	uk_test_cpus();
	for (i = 1; i < ukplat_lcpu_count(); i++)
		if (lcpu_state(lcpu_get(i)) >= LCPU_STATE_IDLE)
			idx[count++] = i;
	return count;
}

static int run_on(__lcpuidx idx, ukplat_lcpu_func_t fn, void *arg)
{
	const struct ukplat_lcpu_func func = {fn, arg};
	unsigned int one = 1;

	return ukplat_lcpu_run(&idx, &one, &func, 0);
}

#define NEED_OTHERS(count, idx)                                                \
	do {                                                                   \
		(count) = others(idx);                                         \
		if (!(count))                                                  \
			UK_TEST_SKIP("needs 2 CPUs");                          \
	} while (0)

struct ping {
	unsigned int turn; /* odd: the other CPU's */
	unsigned int steps_back;
	__nsec last;
};

#define TURNS 10

/* Takes the clock in turns: who comes after somebody reads no earlier time */
static void take_turns(struct ping *ping, unsigned int first)
{
	unsigned int turn;
	__nsec now;

	for (turn = first; turn < TURNS; turn += 2) {
		if (!irq_reaches(&ping->turn, turn))
			return;
		now = ukplat_monotonic_clock();
		if (now < ping->last)
			ping->steps_back++;
		ping->last = now;
		STORE(ping->turn, turn + 1);
	}
}

static void other_turns(struct __regs *regs __unused, void *arg)
{
	take_turns(arg, 1);
}

UK_TESTCASE(interrupts, clock_is_monotonic_across_cpus)
{
	__lcpuidx idx[CPUS_MAX];
	unsigned int count, i;

	NEED_OTHERS(count, idx);
	for (i = 0; i < count; i++) {
		struct ping ping = {0};

		UK_TEST_ASSERT(run_on(idx[i], other_turns, &ping) == 0);
		take_turns(&ping, 0);
		irq_reaches(&ping.turn, TURNS);
		UK_TEST_EXPECT_SNUM_EQ(LOAD(ping.turn), TURNS);
		UK_TEST_EXPECT_ZERO(ping.steps_back);
	}
}

struct report {
	unsigned int done;
	unsigned int timers;
	int rc;
};

#define TIMERS 5

/* Interrupts are enabled: the CPU is in its idle loop */
static void use_timer(struct __regs *regs __unused, void *arg)
{
	struct report *report = arg;
	unsigned long flags;
	__u64 before;

	for (report->timers = 0; report->timers < TIMERS; report->timers++) {
		before = ukplat_timer_count();
		flags = ukarch_irq_save();
		report->rc = ukplat_timer_set(ukplat_monotonic_clock() + 1000);
		ukarch_irq_restore(flags);
		if (report->rc || !irq_timer_reaches(before + 1))
			break;
	}
	STORE(report->done, 1);
}

UK_TESTCASE(interrupts, each_cpu_has_a_timer)
{
	__lcpuidx idx[CPUS_MAX];
	unsigned int count, i;

	NEED_OTHERS(count, idx);
	for (i = 0; i < count; i++) {
		static struct report reports[CPUS_MAX];
		struct report *report = &reports[idx[i]];

		report->done = 0;
		UK_TEST_ASSERT(run_on(idx[i], use_timer, report) == 0);
		irq_reaches(&report->done, 1);
		UK_TEST_EXPECT_SNUM_EQ(LOAD(report->done), 1);
		UK_TEST_EXPECT_ZERO(report->rc);
		UK_TEST_EXPECT_SNUM_EQ(report->timers, TIMERS);
	}
}

/* One may come that was under way when the CPU was asked, and no other */
static void feel_storm(struct __regs *regs __unused, void *arg)
{
	__u64 enough = ukplat_timer_count() + 4;
	struct uk_test_patience patience;

	uk_test_patience_begin(&patience, ukarch_time_msec_to_nsec(300));
	while (ukplat_timer_count() < enough && uk_test_may_wait(&patience))
		;
	STORE(*(unsigned int *)arg, 1 + (ukplat_timer_count() < enough));
}

UK_TESTCASE(interrupts, storm_blows_on_every_cpu)
{
	__lcpuidx idx[CPUS_MAX];
	unsigned int count, i, felt;

	if (!ukplat_timer_storm())
		UK_TEST_SKIP("needs a timer storm");
	NEED_OTHERS(count, idx);
	for (i = 0; i < count; i++) {
		felt = 0;
		UK_TEST_ASSERT(run_on(idx[i], feel_storm, &felt) == 0);
		UK_TEST_ASSERT(irq_reaches(&felt, 1));
		UK_TEST_EXPECT_SNUM_EQ(felt, 1);
	}
}

/* The timer of one CPU is no matter to another */
UK_TESTCASE(interrupts, timers_of_other_cpus_interrupt_nobody_else)
{
	static struct report report;
	__lcpuidx idx[CPUS_MAX];
	unsigned int count;
	__u64 before;

	NEED_OTHERS(count, idx);
	IRQ_NEEDS_QUIET();
	report.done = 0;
	before = ukplat_timer_count();
	UK_TEST_ASSERT(run_on(idx[count - 1], use_timer, &report) == 0);
	UK_TEST_EXPECT(irq_reaches(&report.done, 1));
	UK_TEST_EXPECT_SNUM_EQ(ukplat_timer_count(), before);
}

struct flood {
	unsigned int received;
	unsigned int refused;
	unsigned int done;
};

static void receive(struct __regs *regs __unused, void *arg)
{
	ADD(((struct flood *)arg)->received, 1);
}

#define REQUESTS 40

/* Requests to the boot CPU, whose queue may be full */
static void send_flood(struct __regs *regs __unused, void *arg)
{
	struct flood *flood = arg;
	unsigned int i;

	for (i = 0; i < REQUESTS; i++)
		if (run_on(0, receive, flood))
			ADD(flood->refused, 1);
	STORE(flood->done, 1);
}

static void set_timer_in(__nsec nsec)
{
	unsigned long flags = ukarch_irq_save();

	ukplat_timer_set(ukplat_monotonic_clock() + nsec);
	ukarch_irq_restore(flags);
}

/* A busy host makes each of them slow: patience begins anew with each */
UK_TESTCASE(interrupts, requests_arrive_between_timer_interrupts)
{
	static struct flood flood;
	struct uk_test_patience patience;
	__lcpuidx idx[CPUS_MAX];
	unsigned int received = 0;
	unsigned int count;

	NEED_OTHERS(count, idx);
	flood = (struct flood){0};
	uk_test_patience_begin(&patience, irq_patience());
	UK_TEST_ASSERT(run_on(idx[count - 1], send_flood, &flood) == 0);
	while (!LOAD(flood.done) && uk_test_may_wait(&patience)) {
		set_timer_in(10000);
		irq_spin(20000);
		if (LOAD(flood.received) != received)
			uk_test_patience_begin(&patience, irq_patience());
		received = LOAD(flood.received);
	}
	UK_TEST_EXPECT_SNUM_EQ(LOAD(flood.done), 1);
	UK_TEST_EXPECT(irq_reaches(&flood.received, REQUESTS - flood.refused));
	UK_TEST_EXPECT_ZERO(flood.refused);
}

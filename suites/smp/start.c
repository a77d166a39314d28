/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Life of a CPU: what holds while it is offline, starting, its entry function,
 * and the end. A CPU starts once, but cases run in any order and selection. So
 * the suite's init goes through the life, and the cases judge what it saw.
 *
 * The last CPU has an entry function that a request interrupts, the first of several
 * one that only returns; the others start without. Where there are enough, one is
 * started by two others at the same time.
 */
#include <errno.h>
#include <string.h>

#include "smp.h"

#define STACK_SIZE 16384

static char stacks[SMP_MAX][STACK_SIZE] __align(64);

/* Results of calls, as the init made them */
static struct {
	int run_offline, wait_offline, wakeup_offline;
	int start_no_stacks, start_null_stack, start_odd_stack, start_flags;
	int start_others_odd;
	int start_nowhere, state_after_nowhere;
	unsigned int start_nowhere_num;
	unsigned int start_others_odd_num;
	int state_after_refusals;
	int start, start_again, start_others_again, wait_started;
	unsigned int start_wanted, start_num, start_again_num, start_others_num;
	unsigned int wait_started_num;
	int wait_in_entry, run_in_entry, wait_after_entry;
	int still_in_entry, run_at_its_end, state_after_entry;
	unsigned int late_requests;
	/* Of the two CPUs that started a third at the same time */
	int race_ran, race_won, race_lost, race_wait, race_prize;
} seen;

/* What the last CPU saw in its entry function, and in a request meanwhile */
static struct {
	unsigned int arrived, leave, is_deaf, end, left;
	unsigned int requests, late_requests, brief;
	__lcpuidx idx;
	__lcpuid id;
	__uptr sp, frame;
	int irqs_disabled;
	int request_had_regs, request_irqs_disabled;
} entry;

static void *stack_of(__lcpuidx idx)
{
	return stacks[idx] + STACK_SIZE;
}

static __lcpuidx last_cpu(void)
{
	return ukplat_lcpu_count() - 1;
}

/* Interrupts are enabled when it returns */
static void brief_entry(void)
{
	ADD(entry.brief, 1);
}

static void own_entry(void)
{
	entry.idx = ukplat_lcpu_idx();
	entry.id = ukplat_lcpu_id();
	entry.sp = ukarch_read_sp();
	entry.frame = (__uptr)__builtin_frame_address(0);
	entry.irqs_disabled = ukarch_irq_disabled();
	STORE(entry.arrived, 1);
	smp_reaches(&entry.leave, 1);
	/* What is asked for from here on waits for the idle loop */
	ukarch_irq_disable();
	STORE(entry.is_deaf, 1);
	smp_reaches(&entry.end, 1);
	STORE(entry.left, 1);
}

static void in_entry(struct __regs *regs, void *arg)
{
	entry.request_had_regs = regs != NULL;
	entry.request_irqs_disabled = ukarch_irq_disabled();
	ADD(entry.requests, 1);
}

static void behind_entry(struct __regs *regs, void *arg)
{
	ADD(entry.late_requests, 1);
}

static void nothing(struct __regs *regs, void *arg)
{
}

static void look_at_offline_cpu(__lcpuidx idx)
{
	struct ukplat_lcpu_func func = {nothing, NULL};
	unsigned int num = 1;

	seen.run_offline = ukplat_lcpu_run(&idx, &num, &func, 0);
	num = 1;
	seen.wait_offline = ukplat_lcpu_wait(&idx, &num, 1);
	num = 1;
	seen.wakeup_offline = ukplat_lcpu_wakeup(&idx, &num);
}

static void try_bad_starts(__lcpuidx idx)
{
	void *null_stack = NULL;
	void *odd_stack = (char *)stack_of(idx) - 8;
	void *good_stack = stack_of(idx);
	unsigned int num = 1;

	seen.start_no_stacks = ukplat_lcpu_start(&idx, &num, NULL, NULL, 0);
	num = 1;
	seen.start_null_stack =
		ukplat_lcpu_start(&idx, &num, &null_stack, NULL, 0);
	num = 1;
	seen.start_odd_stack = ukplat_lcpu_start(&idx, &num, &odd_stack, NULL, 0);
	num = 1;
	seen.start_flags = ukplat_lcpu_start(&idx, &num, &good_stack, NULL, 1);
	seen.start_others_odd_num = 99;
	seen.start_others_odd = ukplat_lcpu_start(
		NULL, &seen.start_others_odd_num, &odd_stack, NULL, 0);
	seen.state_after_refusals = lcpu_state(lcpu_get(idx));
}

/* Of a CPU that the hardware does not have */
#define NO_CPU_ID 0x00fefefeUL

static void try_to_start_nowhere(__lcpuidx idx)
{
	struct lcpu *lcpu = lcpu_get(idx);
	__lcpuid id = lcpu->id;
	void *sp = stack_of(idx);

	lcpu->id = NO_CPU_ID;
	seen.start_nowhere_num = 1;
	seen.start_nowhere =
		ukplat_lcpu_start(&idx, &seen.start_nowhere_num, &sp, NULL, 0);
	seen.state_after_nowhere = lcpu_state(lcpu);
	STORE(lcpu->state, LCPU_STATE_OFFLINE);
	lcpu->id = id;
}

static int start_alone(__lcpuidx idx)
{
	void *sp = stack_of(idx);
	unsigned int num = 1;

	return ukplat_lcpu_start(&idx, &num, &sp, NULL, 0);
}

/* -- two CPUs start a third at the same time: one of them does -- */

#define RIVAL 1
#define PRIZE 2

static unsigned int rivals;

static int meet_and_start(void)
{
	ADD(rivals, 1);
	smp_reaches(&rivals, 2);
	return start_alone(PRIZE);
}

static void count_result(int rc)
{
	if (!rc)
		ADD(seen.race_won, 1);
	else if (rc == -EALREADY)
		ADD(seen.race_lost, 1);
}

static void race(struct __regs *regs, void *arg)
{
	count_result(meet_and_start());
}

/* Where it is not the last CPU, which has an entry function */
static bool is_prize(__lcpuidx idx)
{
	return idx == PRIZE && idx < last_cpu();
}

static void race_to_start(void)
{
	if (!is_prize(PRIZE) || smp_wait(RIVAL) || smp_run(RIVAL, race, NULL))
		return;
	race(NULL, NULL);
	seen.race_ran = 1;
	seen.race_wait = smp_wait(RIVAL) | smp_wait(PRIZE);
	seen.race_prize = lcpu_state(lcpu_get(PRIZE));
}

static void start_all(void)
{
	ukplat_lcpu_entry_t entries[SMP_MAX] = {NULL};
	void *sp[SMP_MAX];
	__lcpuidx idx[SMP_MAX];
	__lcpuidx cpu, i = 0;

	for (cpu = 1; cpu <= last_cpu(); cpu++) {
		if (is_prize(cpu))
			continue;
		idx[i] = cpu;
		sp[i++] = stack_of(cpu);
	}
	entries[0] = brief_entry;
	entries[i - 1] = own_entry;

	seen.start_wanted = seen.start_num = i;
	seen.start = ukplat_lcpu_start(idx, &seen.start_num, sp, entries, 0);
	race_to_start();
	seen.start_again_num = 1;
	seen.start_again =
		ukplat_lcpu_start(idx, &seen.start_again_num, sp, NULL, 0);
	seen.start_others_num = 99;
	seen.start_others_again =
		ukplat_lcpu_start(NULL, &seen.start_others_num, sp, NULL, 0);
	seen.wait_started_num = i - 1;
	seen.wait_started =
		ukplat_lcpu_wait(idx, &seen.wait_started_num, SMP_TIMEOUT);
}

static void follow_entry(__lcpuidx idx)
{
	unsigned int num = 1;

	if (!smp_reaches(&entry.arrived, 1))
		return;
	seen.wait_in_entry =
		ukplat_lcpu_wait(&idx, &num, ukarch_time_msec_to_nsec(1));
	seen.run_in_entry = smp_run(idx, in_entry, NULL);
	smp_reaches(&entry.requests, 1);
	seen.still_in_entry = !LOAD(entry.left);
	STORE(entry.leave, 1);
	if (smp_reaches(&entry.is_deaf, 1))
		seen.run_at_its_end = smp_run(idx, behind_entry, NULL);
	STORE(entry.end, 1);
	seen.wait_after_entry = smp_wait(idx);
	seen.late_requests = LOAD(entry.late_requests);
	seen.state_after_entry = lcpu_state(lcpu_get(idx));
}

static int bring_up(struct uk_testsuite *suite)
{
	if (ukplat_lcpu_count() == 1)
		return 0;
	look_at_offline_cpu(last_cpu());
	try_bad_starts(last_cpu());
	try_to_start_nowhere(last_cpu());
	start_all();
	follow_entry(last_cpu());
	smp_may_nap = 1;
	return 0;
}

/* A level before all others that use CPUs: it wants to find them offline */
uk_testsuite_sys_prio(smp, bring_up, 9);

UK_TESTCASE(smp, boot_cpu_identity)
{
	UK_TEST_EXPECT_SNUM_EQ(ukplat_lcpu_idx(), 0);
	UK_TEST_EXPECT_SNUM_GE(ukplat_lcpu_count(), 1);
	UK_TEST_EXPECT_SNUM_LE(ukplat_lcpu_count(), SMP_MAX);
	UK_TEST_EXPECT_SNUM_EQ(ukplat_lcpu_id(), lcpu_arch_id());
	UK_TEST_EXPECT_SNUM_EQ(lcpu_state(lcpu_get(0)), LCPU_STATE_BUSY);
	UK_TEST_EXPECT_PTR_EQ(lcpu_get_current(), lcpu_get(0));
	UK_TEST_EXPECT(!ukarch_irq_disabled());
}

UK_TESTCASE(smp, table_has_no_duplicates)
{
	__lcpuidx i;

	for (i = 0; i < ukplat_lcpu_count(); i++)
		UK_TEST_EXPECTF(lcpu_find(lcpu_get(i)->id) == lcpu_get(i)
					&& lcpu_get(i)->idx == i,
				"CPU %u is found by its ID 0x%lx", i,
				lcpu_get(i)->id);
	UK_TEST_EXPECT_NULL(lcpu_get(ukplat_lcpu_count()));
	UK_TEST_EXPECT_NULL(lcpu_find((__lcpuid)-1));
}

#define ITEM_SIGNATURE 0
#define ITEM_CPUS 5

/* Neither the device tree nor a table of the firmware is asked */
UK_TESTCASE(smp, all_cpus_of_the_machine_are_found)
{
	__u8 signature[4], cpus[2];

	smp_machine_item(ITEM_SIGNATURE, signature, sizeof(signature));
	if (memcmp(signature, "QEMU", sizeof(signature)))
		UK_TEST_SKIP("the machine does not tell how many CPUs it has");
	smp_machine_item(ITEM_CPUS, cpus, sizeof(cpus));
	UK_TEST_EXPECT_SNUM_EQ(ukplat_lcpu_count(),
			       MIN(cpus[0] + cpus[1] * 256, SMP_MAX));
}

UK_TESTCASE(smp, offline_cpu_is_no_device)
{
	SMP_NEED(2);
	UK_TEST_EXPECT_SNUM_EQ(seen.run_offline, -ENODEV);
	UK_TEST_EXPECT_SNUM_EQ(seen.wait_offline, -ENODEV);
	UK_TEST_EXPECT_SNUM_EQ(seen.wakeup_offline, -ENODEV);
}

UK_TESTCASE(smp, start_refuses_bad_stacks)
{
	SMP_NEED(2);
	UK_TEST_EXPECT_SNUM_EQ(seen.start_no_stacks, -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(seen.start_null_stack, -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(seen.start_odd_stack, -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(seen.start_flags, -EINVAL);
	/* of all others, the first was refused */
	UK_TEST_EXPECT_SNUM_EQ(seen.start_others_odd, -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(seen.start_others_odd_num, 0);
	UK_TEST_EXPECT_SNUM_EQ(seen.state_after_refusals, LCPU_STATE_OFFLINE);
}

UK_TESTCASE(smp, start_that_failed_leaves_the_cpu_offline)
{
	SMP_NEED(2);
	if (!smp_machine_misses_cpus())
		UK_TEST_SKIP("the hardware does not tell that there is no CPU");
	UK_TEST_EXPECT_SNUM_EQ(seen.start_nowhere, -EIO);
	UK_TEST_EXPECT_ZERO(seen.start_nowhere_num);
	UK_TEST_EXPECT_SNUM_EQ(seen.state_after_nowhere, LCPU_STATE_OFFLINE);
}

UK_TESTCASE(smp, start_all_cpus)
{
	if (ukplat_lcpu_count() == 1)
		UK_TEST_SKIP("needs 2 CPUs");
	UK_TEST_EXPECT_SNUM_EQ(seen.start, 0);
	UK_TEST_EXPECT_SNUM_EQ(seen.start_num, seen.start_wanted);
	UK_TEST_EXPECT_SNUM_EQ(seen.wait_started, 0);
	UK_TEST_EXPECT_SNUM_EQ(seen.wait_started_num, seen.start_wanted - 1);
}

UK_TESTCASE(smp, start_twice)
{
	SMP_NEED(2);
	UK_TEST_EXPECT_SNUM_EQ(seen.start_again, -EALREADY);
	UK_TEST_EXPECT_SNUM_EQ(seen.start_again_num, 0);
	/* of all others, none was offline */
	UK_TEST_EXPECT_SNUM_EQ(seen.start_others_again, 0);
	UK_TEST_EXPECT_SNUM_EQ(seen.start_others_num, 0);
}

UK_TESTCASE(smp, start_from_two_sides)
{
	/* All there are, since one that did not start is a failure */
	if (last_cpu() <= PRIZE)
		UK_TEST_SKIP("needs 4 CPUs");
	UK_TEST_EXPECT(seen.race_ran);
	UK_TEST_EXPECT_SNUM_EQ(seen.race_won, 1);
	UK_TEST_EXPECT_SNUM_EQ(seen.race_lost, 1);
	UK_TEST_EXPECT_ZERO(seen.race_wait);
	UK_TEST_EXPECT_SNUM_GE(seen.race_prize, LCPU_STATE_IDLE);
}

UK_TESTCASE(smp, entry_runs_as_that_cpu)
{
	SMP_NEED(2);
	UK_TEST_EXPECT_SNUM_EQ(entry.arrived, 1);
	UK_TEST_EXPECT_SNUM_EQ(entry.idx, last_cpu());
	UK_TEST_EXPECT_SNUM_EQ(entry.id, lcpu_get(last_cpu())->id);
	UK_TEST_EXPECT(entry.sp > (__uptr)stacks[last_cpu()]
		       && entry.sp < (__uptr)stack_of(last_cpu()));
	/* Both ABIs want 16 bytes at a call; vector code depends on it */
	UK_TEST_EXPECT_ZERO(entry.frame % 16);
	UK_TEST_EXPECT_SNUM_EQ(entry.irqs_disabled, 0);
}

UK_TESTCASE(smp, entry_that_only_returns_runs_once)
{
	SMP_NEED(3);
	UK_TEST_EXPECT_SNUM_EQ(entry.brief, 1);
}

UK_TESTCASE(smp, entry_is_busy_until_it_returns)
{
	SMP_NEED(2);
	UK_TEST_EXPECT_SNUM_EQ(seen.wait_in_entry, -ETIMEDOUT);
	UK_TEST_EXPECT_SNUM_EQ(seen.still_in_entry, 1);
	UK_TEST_EXPECT_SNUM_EQ(entry.left, 1);
	UK_TEST_EXPECT_SNUM_EQ(seen.wait_after_entry, 0);
	/* and what was asked of it meanwhile is done */
	UK_TEST_EXPECT_SNUM_EQ(seen.run_at_its_end, 0);
	UK_TEST_EXPECT_SNUM_EQ(seen.late_requests, 1);
	UK_TEST_EXPECT_SNUM_EQ(seen.state_after_entry, LCPU_STATE_IDLE);
}

UK_TESTCASE(smp, request_interrupts_entry)
{
	SMP_NEED(2);
	UK_TEST_EXPECT_SNUM_EQ(seen.run_in_entry, 0);
	UK_TEST_EXPECT_SNUM_EQ(entry.requests, 1);
	UK_TEST_EXPECT_SNUM_EQ(entry.request_had_regs, 1);
	UK_TEST_EXPECT_SNUM_EQ(entry.request_irqs_disabled, 1);
}

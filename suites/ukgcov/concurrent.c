/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Counters and the share, used by all CPUs at once.
 */
#include <stdio.h>
#include <string.h>
#include <uk/9p.h>
#include <uk/9p_file.h>
#include <uk/arch/limits.h>
#include <uk/asm/lcpu.h>
#include <uk/plat/lcpu.h>
#include <uk/plat/time.h>
#include <uk/test.h>

#include "sample.h"
#include "share.h"
#include "stream.h"

#define CALLS 5000u
#define WRITES 3
/* Below what the harness takes for a hang. */
#define TIMEOUT_NSEC 4000000000UL

static struct {
	unsigned int arrived;
	unsigned int go;
} meeting;

/* All begin together. */
static void meet(void)
{
	__atomic_add_fetch(&meeting.arrived, 1, __ATOMIC_ACQ_REL);
	while (!__atomic_load_n(&meeting.go, __ATOMIC_ACQUIRE))
		ukarch_cpu_relax();
}

static bool all_arrive(unsigned int count)
{
	__nsec start = ukplat_monotonic_clock();

	while (__atomic_load_n(&meeting.arrived, __ATOMIC_ACQUIRE) < count) {
		if (ukplat_monotonic_clock() - start > TIMEOUT_NSEC)
			return false;
		ukarch_cpu_relax();
	}
	return true;
}

/* Starts the CPUs that no earlier case has started. */
static void start_others(void)
{
	static char stacks[CONFIG_UKPLAT_LCPU_MAXCOUNT][__STACK_SIZE]
		__align(16);

	for (__lcpuidx i = 1; i < ukplat_lcpu_count(); i++) {
		void *sp = stacks[i - 1] + __STACK_SIZE;
		unsigned int one = 1;

		ukplat_lcpu_start(&i, &one, &sp, NULL, 0);
	}
}

/*
 * Runs `fn` at once on all CPUs that work; another suite may have halted one.
 * Returns their number, 0 when one does not come back.
 */
static unsigned int run_everywhere(ukplat_lcpu_func_t fn)
{
	const struct ukplat_lcpu_func func = { .fn = fn };
	unsigned int others = 0;
	bool all_here;

	start_others();
	if (ukplat_lcpu_wait(NULL, NULL, TIMEOUT_NSEC))
		return 0;
	meeting.arrived = 0;
	meeting.go = 0;
	if (ukplat_lcpu_run(NULL, &others, &func, 0))
		return 0;
	all_here = all_arrive(others);
	__atomic_store_n(&meeting.go, 1, __ATOMIC_RELEASE);
	fn(NULL, NULL);
	if (ukplat_lcpu_wait(NULL, NULL, TIMEOUT_NSEC) || !all_here)
		return 0;
	return others + 1;
}

static void call_sample(struct __regs *regs, void *arg)
{
	(void)regs;
	(void)arg;
	meet();
	for (unsigned int i = 0; i < CALLS; i++)
		sample_straight();
}

UK_TESTCASE(ukgcov, counters_lose_no_call_on_many_cpus)
{
	struct stream before, after;
	unsigned int cpus;

	if (ukplat_lcpu_count() < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	UK_TEST_EXPECT(stream_read("/sample_straight.c.gcda", &before));
	cpus = run_everywhere(call_sample);
	UK_TEST_EXPECT_SNUM_GT(cpus, 0);
	UK_TEST_EXPECT(stream_read("/sample_straight.c.gcda", &after));
	UK_TEST_EXPECT_SNUM_EQ(after.counter[0] - before.counter[0],
			       CALLS * cpus);
}

/* What became of each CPU's file; NOT_RUN where a CPU took no part. */
#define NOT_RUN 1
static int outcomes[CONFIG_UKPLAT_LCPU_MAXCOUNT];

static void name_of(__lcpuidx cpu, char name[32])
{
	snprintf(name, 32, "suite-cpu%u", cpu);
}

/* Writes a file of this CPU's own letter, a few bytes at a time. */
static void write_file(struct __regs *regs, void *arg)
{
	__lcpuidx cpu = ukplat_lcpu_idx();
	struct uk_9p_file f;
	char name[32], piece[100];

	(void)regs;
	(void)arg;
	name_of(cpu, name);
	memset(piece, 'a' + (int)cpu, sizeof(piece));
	meet();
	outcomes[cpu] = uk_9p_file_create(name, 0644, &f);
	for (int i = 0; i < WRITES && outcomes[cpu] == 0; i++)
		if (uk_9p_file_write(&f, piece, sizeof(piece)) !=
		    sizeof(piece))
			outcomes[cpu] = -1;
	if (outcomes[cpu] == 0)
		outcomes[cpu] = uk_9p_file_close(&f);
}

/* Bytes of the CPU's file that are not its letter; -1: not all there. */
static long strangers_in_file(__lcpuidx cpu)
{
	static char back[WRITES * 100 + 1];
	struct uk_9p_file f;
	long n, strangers = 0;
	char name[32];

	name_of(cpu, name);
	if (uk_9p_file_open(name, UK_9P_RDONLY, &f))
		return -1;
	n = uk_9p_file_read(&f, back, sizeof(back));
	uk_9p_file_close(&f);
	uk_9p_unlink(name);
	for (long i = 0; i < n; i++)
		strangers += back[i] != (char)('a' + (int)cpu);
	return n == WRITES * 100 ? strangers : -1;
}

UK_TESTCASE(ukgcov, share_serves_many_cpus)
{
	if (ukplat_lcpu_count() < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	SKIP_WITHOUT_SHARE();
	for (__lcpuidx cpu = 0; cpu < ukplat_lcpu_count(); cpu++)
		outcomes[cpu] = NOT_RUN;
	UK_TEST_EXPECT_SNUM_GT(run_everywhere(write_file), 0);
	for (__lcpuidx cpu = 0; cpu < ukplat_lcpu_count(); cpu++) {
		if (outcomes[cpu] == NOT_RUN)
			continue;
		UK_TEST_EXPECT_ZERO(outcomes[cpu]);
		UK_TEST_EXPECT_ZERO(strangers_in_file(cpu));
	}
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Counters and the share, used by all CPUs at once.
 */
#include <stdio.h>
#include <string.h>
#include <uk/9p.h>
#include <uk/9p_file.h>
#include <uk/plat/lcpu.h>
#include <uk/test.h>
#include <uk/test_cpus.h>

#include "sample.h"
#include "share.h"
#include "stream.h"

#define CALLS 5000u
#define SIZE 100
#define PAIRS 2
#define WAIT ukarch_time_sec_to_nsec(5)

static void call_sample(struct __regs *regs, void *arg)
{
	(void)regs;
	(void)arg;
	for (unsigned int i = 0; i < CALLS; i++)
		sample_straight();
}

UK_TESTCASE(ukgcov, counters_lose_no_call_on_many_cpus)
{
	unsigned int cpus = uk_test_cpus();
	struct stream before, after;

	if (cpus < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	UK_TEST_EXPECT(stream_read("/sample_straight.c.gcda", &before));
	UK_TEST_EXPECT_ZERO(uk_test_on_all_cpus(call_sample, NULL));
	UK_TEST_EXPECT(stream_read("/sample_straight.c.gcda", &after));
	UK_TEST_EXPECT_SNUM_EQ(after.counter[0] - before.counter[0],
			       CALLS * cpus);
}

/* What became of each CPU's file */
static int outcomes[CONFIG_UKPLAT_LCPU_MAXCOUNT];

static void name_of(__lcpuidx cpu, char name[32])
{
	snprintf(name, 32, "suite-cpu%u", cpu);
}

/* Writes a file of this CPU's own letter */
static void write_file(struct __regs *regs, void *arg)
{
	__lcpuidx cpu = ukplat_lcpu_idx();
	struct uk_9p_file f;
	char name[32], bytes[SIZE];

	(void)regs;
	(void)arg;
	name_of(cpu, name);
	memset(bytes, 'a' + (int)cpu, SIZE);
	outcomes[cpu] = uk_9p_file_create(name, 0644, &f);
	if (outcomes[cpu])
		return;
	outcomes[cpu] = uk_9p_file_write(&f, bytes, SIZE) == SIZE ? 0 : -1;
	if (!outcomes[cpu])
		outcomes[cpu] = uk_9p_file_close(&f);
}

/* Bytes of the CPU's file that are not its letter; -1: not all there. */
static long strangers_in_file(__lcpuidx cpu)
{
	static char back[SIZE + 1];
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
	return n == SIZE ? strangers : -1;
}

/* Two at a time: all at once take the host's CPUs from the share they wait for. */
static int write_beside(__lcpuidx other)
{
	struct ukplat_lcpu_func func = {write_file, NULL};
	unsigned int num = 1;
	int rc = ukplat_lcpu_run(&other, &num, &func, 0);

	write_file(NULL, NULL);
	return rc ? rc : uk_test_wait(&other, &num, WAIT);
}

UK_TESTCASE(ukgcov, share_serves_many_cpus)
{
	__lcpuidx self = ukplat_lcpu_idx();
	unsigned int pairs = 0;

	if (uk_test_cpus() < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	SKIP_WITHOUT_SHARE();
	for (__lcpuidx cpu = ukplat_lcpu_count(); cpu-- && pairs < PAIRS;) {
		if (cpu == self || !uk_test_cpu(cpu))
			continue;
		pairs++;
		UK_TEST_EXPECT_ZERO(write_beside(cpu));
		UK_TEST_EXPECT_ZERO(outcomes[cpu]);
		UK_TEST_EXPECT_ZERO(outcomes[self]);
		UK_TEST_EXPECT_ZERO(strangers_in_file(cpu));
		UK_TEST_EXPECT_ZERO(strangers_in_file(self));
	}
}

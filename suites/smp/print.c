/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * All CPUs print at once: on the console each line is one CPU's, whole, and the
 * lines of a CPU stand in its order. An observer of the console takes down what
 * goes to the driver.
 */
#include <stdio.h>
#include <string.h>
#include <uk/plat/console.h>

#include "smp.h"

#define LINES 15
#define RECORD_SIZE 16384
#define ON_ITS_WAY ukarch_time_usec_to_nsec(50)

static char record[RECORD_SIZE + 1];
static unsigned int recorded;

/* Also right where the console forgets its lock; stays a while before the line is
 * gone, for others to come in between if they can
 */
static void take_down(const char *buf, unsigned int len)
{
	unsigned int at = __atomic_fetch_add(&recorded, len, __ATOMIC_RELAXED);
	__nsec start = ukplat_monotonic_clock();

	if (at + len <= RECORD_SIZE)
		memcpy(record + at, buf, len);
	while (ukplat_monotonic_clock() - start < ON_ITS_WAY)
		ukarch_cpu_relax();
}

/* By turns as a program does and as uktest does */
static void print_line(unsigned int line)
{
	char text[64];
	int len = snprintf(text, sizeof(text),
			   "smp: CPU %u prints line %u of %u\n",
			   ukplat_lcpu_idx(), line, LINES);

	if (line % 2)
		ukplat_coutk_line(text, (unsigned int)len);
	else
		printf("%s", text);
}

static void print_lines(struct __regs *regs, void *arg)
{
	unsigned int line;

	for (line = 0; line < LINES; line++)
		print_line(line);
}

/* @return 0 if it is the next line of some CPU */
static int judge_line(const char *text, unsigned int next[SMP_MAX])
{
	unsigned int cpu, line, lines;
	int end = 0;

	if (sscanf(text, "smp: CPU %u prints line %u of %u%n", &cpu, &line,
		   &lines, &end) != 3
	    || text[end] || lines != LINES || cpu >= SMP_MAX
	    || line != next[cpu])
		return 1;
	next[cpu]++;
	return 0;
}

/* @return number of lines that are not what some CPU printed next */
static unsigned int judge_record(unsigned int next[SMP_MAX])
{
	unsigned int bad = 0;
	char *line = record;
	char *end;

	for (; *line; line = end + 2) {
		end = strstr(line, "\r\n");
		if (!end)
			return bad + 1;
		*end = '\0';
		bad += judge_line(line, next);
	}
	return bad;
}

UK_TESTCASE(smp, print_keeps_lines_whole)
{
	unsigned int next[SMP_MAX] = {0};
	unsigned int bad, total = 0;
	__lcpuidx i;
	int rc;

	SMP_NEED(1);
	recorded = 0;
	ukplat_console_observe(take_down);
	rc = smp_run_all(print_lines, NULL);
	print_lines(NULL, NULL);
	rc = rc ? rc : smp_wait_all();
	ukplat_console_observe(NULL);
	UK_TEST_ASSERT(!rc && recorded <= RECORD_SIZE);

	record[recorded] = '\0';
	bad = judge_record(next);
	UK_TEST_EXPECTF(!bad, "%u of the lines printed are broken", bad);
	for (i = 0; i < SMP_MAX; i++)
		total += next[i];
	UK_TEST_EXPECT_SNUM_EQ(total, LINES * smp_cpus());
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Suite sched: threads apart from and on a cooperative scheduler.
 */
#include "suite.h"

char sched_log[64];

void sched_log_clear(void)
{
	memset(sched_log, 0, sizeof(sched_log));
}

void sched_note(char c)
{
	__sz len = strlen(sched_log);

	if (len < sizeof(sched_log) - 1)
		sched_log[len] = c;
}

void sched_settle(void)
{
	for (unsigned int i = 0; i < 30; i++)
		uk_sched_yield();
}

struct uk_thread *sched_thread(uk_thread_fn1_t fn, void *arg)
{
	return uk_sched_thread_create(S, fn, arg, "test");
}

void sched_letters(void *text)
{
	for (const char *c = text; *c; c++) {
		sched_note(*c);
		uk_sched_yield();
	}
	uk_sched_thread_exit();
}

uk_testsuite_register(sched, NULL);

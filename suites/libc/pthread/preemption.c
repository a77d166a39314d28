/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX XSH 2.9.4, 2.8.4 SCHED_OTHER: threads that never block nor yield do not keep the others from running */
#define _XOPEN_SOURCE 700
#include "threading.h"

#define SPINNERS 4

static volatile int stop, started[SPINNERS];
static volatile unsigned long turns[SPINNERS];

static void *spins(void *arg)
{
	int i = (int)((volatile int *)arg - started);

	started[i] = 1;
	while (!stop)
		turns[i]++;
	return NULL;
}

static int all_have_run(void)
{
	for (int i = 0; i < SPINNERS; i++)
		if (!started[i] || turns[i] == 0)
			return 0;
	return 1;
}

int main(void)
{
	struct timespec before;
	pthread_t threads[SPINNERS];

	for (int i = 0; i < SPINNERS; i++)
		threads[i] = start_thread(spins, (void *)&started[i]);
	while (!all_have_run()) /* no call into the library: only preemption helps */
		continue;
	before = after_ms(CLOCK_MONOTONIC, 3);
	sleep_ms(3);
	CHECK(is_past(CLOCK_MONOTONIC, before)); /* a sleeper wakes among those who spin */
	stop = 1;
	for (int i = 0; i < SPINNERS; i++)
		join_thread(threads[i]);
	CHECK(all_have_run());
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_getcpuclockid, clock_gettime(CLOCK_THREAD_CPUTIME_ID): grows with work, not with sleep, also for another thread */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <semaphore.h>

static sem_t measured, done;

static long ns_on(clockid_t clock)
{
	struct timespec t = {0, 0};

	CHECK_INT(clock_gettime(clock, &t), 0);
	return (long)t.tv_sec * 1000000000L + t.tv_nsec;
}

static void work_until_it_shows(clockid_t clock, long from)
{
	volatile unsigned long x = 1;

	while (ns_on(clock) < from + 2 * MS_IN_NS)
		for (int i = 0; i < 20000; i++)
			x = x * 3 + 1;
}

static void *works(void *arg)
{
	(void)arg;
	work_until_it_shows(CLOCK_THREAD_CPUTIME_ID, ns_on(CLOCK_THREAD_CPUTIME_ID));
	sem_post(&done);
	sem_wait(&measured);
	return NULL;
}

int main(void)
{
	clockid_t of_thread, own;
	long before, after;
	pthread_t thread;

	REQUIRE(sem_init(&measured, 0, 0) == 0 && sem_init(&done, 0, 0) == 0);
	before = ns_on(CLOCK_THREAD_CPUTIME_ID);
	sleep_ms(30);
	after = ns_on(CLOCK_THREAD_CPUTIME_ID);
	CHECK(after >= before && after - before < 25 * MS_IN_NS);
	CHECK_INT(pthread_getcpuclockid(pthread_self(), &own), 0);
	before = ns_on(own);
	work_until_it_shows(own, before);
	CHECK(ns_on(own) >= before + 2 * MS_IN_NS);
	thread = start_thread(works, NULL);
	sem_wait(&done);
	CHECK_INT(pthread_getcpuclockid(thread, &of_thread), 0);
	CHECK(ns_on(of_thread) >= 2 * MS_IN_NS);
	sem_post(&measured);
	join_thread(thread);
	CHECK(ns_on(CLOCK_PROCESS_CPUTIME_ID) >= 4 * MS_IN_NS);
	return check_status();
}

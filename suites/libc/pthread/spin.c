/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_spin_*: exclusion, trylock, reuse after destruction */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <sched.h>

static pthread_spinlock_t lock;
static int shared;

static void *counts(void *arg)
{
	(void)arg;
	for (int i = 0; i < 500; i++) {
		pthread_spin_lock(&lock);
		shared++;
		pthread_spin_unlock(&lock);
		if (i % 50 == 0)
			sched_yield();
	}
	return NULL;
}

static void *finds_it_busy(void *arg)
{
	(void)arg;
	CHECK_INT(pthread_spin_trylock(&lock), EBUSY);
	return NULL;
}

int main(void)
{
	pthread_t threads[3];

	REQUIRE(pthread_spin_init(&lock, PTHREAD_PROCESS_PRIVATE) == 0);
	CHECK_INT(pthread_spin_trylock(&lock), 0);
	join_thread(start_thread(finds_it_busy, NULL));
	CHECK_INT(pthread_spin_unlock(&lock), 0);
	for (int i = 0; i < 3; i++)
		threads[i] = start_thread(counts, NULL);
	for (int i = 0; i < 3; i++)
		join_thread(threads[i]);
	CHECK_INT(shared, 1500);
	CHECK_INT(pthread_spin_destroy(&lock), 0);
	CHECK_INT(pthread_spin_init(&lock, PTHREAD_PROCESS_SHARED), 0);
	CHECK_INT(pthread_spin_lock(&lock), 0);
	CHECK_INT(pthread_spin_unlock(&lock), 0);
	CHECK_INT(pthread_spin_destroy(&lock), 0);
	return check_status();
}

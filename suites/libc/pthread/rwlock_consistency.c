/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_rwlock_wrlock: readers never see half of what a writer does, and no update is lost */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <sched.h>

#define WRITERS 2
#define READERS 3
#define TURNS 250

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static long a, b;

static void *writes(void *arg)
{
	(void)arg;
	for (int i = 0; i < TURNS; i++) {
		pthread_rwlock_wrlock(&lock);
		a++;
		if (i % 16 == 0)
			sched_yield();
		b++;
		pthread_rwlock_unlock(&lock);
	}
	return NULL;
}

static void *reads(void *arg)
{
	long last = 0;

	(void)arg;
	for (int i = 0; i < TURNS; i++) {
		int good;

		pthread_rwlock_rdlock(&lock);
		good = CHECK_INT(a, b) && CHECK(a >= last);
		last = a;
		pthread_rwlock_unlock(&lock);
		if (!good)
			break;
	}
	return NULL;
}

int main(void)
{
	pthread_t threads[WRITERS + READERS];

	for (int i = 0; i < WRITERS + READERS; i++)
		threads[i] = start_thread(i < WRITERS ? writes : reads, NULL);
	for (int i = 0; i < WRITERS + READERS; i++)
		join_thread(threads[i]);
	CHECK_INT(a, WRITERS * TURNS);
	CHECK_INT(b, WRITERS * TURNS);
	return check_status();
}

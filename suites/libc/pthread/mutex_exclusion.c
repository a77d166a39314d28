/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_mutex_lock, XBD 4.12: only one holder at a time, what one wrote the next one sees, also when blocked */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <sched.h>
#include <semaphore.h>

#define THREADS 4
#define TURNS 1500

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long shared, inside;
static sem_t tried;

static void *counts(void *arg)
{
	(void)arg;
	for (int i = 0; i < TURNS; i++) {
		long before;

		pthread_mutex_lock(&mutex);
		if (++inside != 1) {
			CHECK_INT(inside, 1);
			pthread_mutex_unlock(&mutex);
			return NULL;
		}
		before = shared;
		if (i % 64 == 0)
			sched_yield();
		shared = before + 1;
		inside--;
		pthread_mutex_unlock(&mutex);
	}
	return NULL;
}

static void *tries(void *arg)
{
	CHECK_INT(pthread_mutex_trylock(&mutex), EBUSY);
	sem_post(&tried);
	pthread_mutex_lock(&mutex); /* until the other lets go */
	CHECK_INT(*(int *)arg, 1);
	pthread_mutex_unlock(&mutex);
	return NULL;
}

int main(void)
{
	pthread_t threads[THREADS];
	int released = 0;

	REQUIRE(sem_init(&tried, 0, 0) == 0);
	for (int i = 0; i < THREADS; i++)
		threads[i] = start_thread(counts, NULL);
	for (int i = 0; i < THREADS; i++)
		join_thread(threads[i]);
	CHECK_INT(shared, (long)THREADS * TURNS);
	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	threads[0] = start_thread(tries, &released);
	sem_wait(&tried);
	sleep_ms(5);
	released = 1;
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	join_thread(threads[0]);
	CHECK_INT(pthread_mutex_trylock(&mutex), 0);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	CHECK_INT(pthread_mutex_destroy(&mutex), 0);
	CHECK_INT(pthread_mutex_init(&mutex, NULL), 0); /* a destroyed one can be made anew */
	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	return check_status();
}

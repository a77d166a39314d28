/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_once: once among many callers, all of whom return after it; a cancelled initialiser leaves it to the next */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <semaphore.h>

#define COUNT 6

static pthread_once_t once = PTHREAD_ONCE_INIT, again = PTHREAD_ONCE_INIT;
static int calls, ready, attempts;
static sem_t inside, never;

static void initialise(void)
{
	calls++;
	sleep_ms(5);
	ready = 1;
}

static void *uses(void *arg)
{
	(void)arg;
	CHECK_INT(pthread_once(&once, initialise), 0);
	CHECK_INT(ready, 1);
	return NULL;
}

static void is_cancelled_the_first_time(void)
{
	if (++attempts > 1)
		return;
	sem_post(&inside);
	sem_wait(&never); /* a cancellation point */
}

static void *tries(void *arg)
{
	(void)arg;
	pthread_once(&again, is_cancelled_the_first_time);
	return NULL;
}

int main(void)
{
	pthread_t threads[COUNT];

	REQUIRE(sem_init(&inside, 0, 0) == 0 && sem_init(&never, 0, 0) == 0);
	for (int i = 0; i < COUNT; i++)
		threads[i] = start_thread(uses, NULL);
	for (int i = 0; i < COUNT; i++)
		join_thread(threads[i]);
	CHECK_INT(calls, 1);
	CHECK_INT(pthread_once(&once, initialise), 0);
	CHECK_INT(calls, 1);
	threads[0] = start_thread(tries, NULL);
	sem_wait(&inside);
	threads[1] = start_thread(tries, NULL); /* waits for the first */
	CHECK_INT(pthread_cancel(threads[0]), 0);
	CHECK_PTR(join_thread(threads[0]), PTHREAD_CANCELED);
	CHECK_PTR(join_thread(threads[1]), NULL);
	CHECK_INT(attempts, 2);
	return check_status();
}

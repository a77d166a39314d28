/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_cleanup_push, pthread_cleanup_pop: last in, first out, on pop with a true value, on exit, on cancellation, not on return from pop(0) */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <semaphore.h>
#include <string.h>

static char trace[20];
static sem_t ready, never;

static void note(void *arg)
{
	strcat(trace, arg);
}

static void *pops(void *arg)
{
	pthread_cleanup_push(note, "a");
	pthread_cleanup_push(note, "b");
	pthread_cleanup_push(note, "c");
	pthread_cleanup_pop(1);
	pthread_cleanup_pop(0);
	pthread_cleanup_pop(1);
	return arg;
}

static void *exits(void *arg)
{
	pthread_cleanup_push(note, "a");
	pthread_cleanup_push(note, "b");
	pthread_cleanup_push(note, "c");
	pthread_cleanup_pop(0);
	pthread_exit(arg);
	pthread_cleanup_pop(0);
	pthread_cleanup_pop(0);
	return NULL;
}

static void *is_cancelled(void *arg)
{
	pthread_cleanup_push(note, "a");
	pthread_cleanup_push(note, "b");
	sem_post(&ready);
	sem_wait(&never);
	pthread_cleanup_pop(0);
	pthread_cleanup_pop(0);
	return arg;
}

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;

static void unlock(void *arg)
{
	CHECK_INT(pthread_mutex_unlock(arg), 0); /* held again when the handler runs */
}

static void *is_cancelled_in_cond_wait(void *arg)
{
	pthread_mutex_lock(&mutex);
	pthread_cleanup_push(unlock, &mutex);
	sem_post(&ready);
	for (;;)
		pthread_cond_wait(&cond, &mutex);
	pthread_cleanup_pop(0);
	return arg;
}

static void expect(const char *order)
{
	CHECK_STR(trace, order);
	trace[0] = '\0';
}

int main(void)
{
	pthread_t thread;

	REQUIRE(sem_init(&ready, 0, 0) == 0 && sem_init(&never, 0, 0) == 0);
	join_thread(start_thread(pops, NULL));
	expect("ca");
	CHECK_PTR(join_thread(start_thread(exits, trace)), trace);
	expect("ba");
	thread = start_thread(is_cancelled, NULL);
	sem_wait(&ready);
	pthread_cancel(thread);
	CHECK_PTR(join_thread(thread), PTHREAD_CANCELED);
	expect("ba");
	thread = start_thread(is_cancelled_in_cond_wait, NULL);
	sem_wait(&ready);
	pthread_mutex_lock(&mutex); /* only when it waits */
	pthread_mutex_unlock(&mutex);
	pthread_cancel(thread);
	CHECK_PTR(join_thread(thread), PTHREAD_CANCELED);
	CHECK_INT(pthread_mutex_trylock(&mutex), 0);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	return check_status();
}

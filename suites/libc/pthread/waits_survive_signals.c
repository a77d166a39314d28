/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_mutex_lock, pthread_cond_wait, pthread_join...: "shall not return an error code of [EINTR]"; the wait goes on after a handler */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <semaphore.h>
#include <signal.h>

static pthread_mutex_t held = PTHREAD_MUTEX_INITIALIZER, mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t written = PTHREAD_RWLOCK_INITIALIZER;
static pthread_barrier_t barrier;
static pthread_t joined;
static int go;
static sem_t handled, end;

static void handler(int signo)
{
	(void)signo;
	sem_post(&handled);
}

static int wait_mutex(void)
{
	int status = pthread_mutex_lock(&held);

	pthread_mutex_unlock(&held);
	return status;
}

static int wait_cond(void)
{
	int status = 0;

	pthread_mutex_lock(&mutex);
	while (!go && status == 0)
		status = pthread_cond_wait(&cond, &mutex);
	pthread_mutex_unlock(&mutex);
	return status;
}

static int wait_rwlock(void)
{
	int status = pthread_rwlock_rdlock(&written);

	pthread_rwlock_unlock(&written);
	return status;
}

static int wait_barrier(void)
{
	int status = pthread_barrier_wait(&barrier);

	return status == PTHREAD_BARRIER_SERIAL_THREAD ? 0 : status;
}

static int wait_join(void)
{
	return pthread_join(joined, NULL);
}

static int (*const WAITS[])(void) = {wait_mutex, wait_cond, wait_rwlock, wait_barrier, wait_join};
#define COUNT 5

static void *waits(void *arg)
{
	CHECK_INT((*(int (*const *)(void))arg)(), 0);
	return NULL;
}

static void *ends_late(void *arg)
{
	while (sem_wait(&end) != 0)
		continue;
	return arg;
}

static void release_all(void)
{
	pthread_mutex_unlock(&held);
	pthread_rwlock_unlock(&written);
	pthread_mutex_lock(&mutex);
	go = 1;
	pthread_cond_broadcast(&cond);
	pthread_mutex_unlock(&mutex);
	sem_post(&end);
	pthread_barrier_wait(&barrier);
}

int main(void)
{
	struct sigaction action = {.sa_handler = handler};
	pthread_t threads[COUNT];

	REQUIRE(sem_init(&handled, 0, 0) == 0 && sem_init(&end, 0, 0) == 0 && pthread_barrier_init(&barrier, NULL, 2) == 0);
	REQUIRE(sigaction(SIGUSR1, &action, NULL) == 0); /* no SA_RESTART */
	pthread_mutex_lock(&held);
	pthread_rwlock_wrlock(&written);
	joined = start_thread(ends_late, NULL);
	for (int i = 0; i < COUNT; i++)
		threads[i] = start_thread(waits, (void *)&WAITS[i]);
	for (int round = 0; round < 3; round++) {
		sleep_ms(3);
		for (int i = 0; i < COUNT; i++) {
			CHECK_INT(pthread_kill(threads[i], SIGUSR1), 0);
			while (sem_wait(&handled) != 0)
				continue;
		}
	}
	release_all();
	for (int i = 0; i < COUNT; i++)
		join_thread(threads[i]);
	return check_status();
}

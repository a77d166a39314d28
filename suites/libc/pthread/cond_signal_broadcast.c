/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_cond_wait, pthread_cond_signal, pthread_cond_broadcast: the mutex is given up while waiting and held after it */
#define _XOPEN_SOURCE 700
#include "threading.h"

#define WAITERS 6

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t wake = PTHREAD_COND_INITIALIZER, changed = PTHREAD_COND_INITIALIZER;
static int waiting, tickets, open_gate, served;

static void *waits(void *arg)
{
	(void)arg;
	pthread_mutex_lock(&mutex);
	waiting++;
	pthread_cond_signal(&changed);
	while (tickets == 0 && !open_gate)
		CHECK_INT(pthread_cond_wait(&wake, &mutex), 0);
	CHECK_INT(pthread_mutex_trylock(&mutex), EBUSY); /* it is held again */
	if (tickets > 0)
		tickets--;
	served++;
	pthread_cond_signal(&changed);
	pthread_mutex_unlock(&mutex);
	return NULL;
}

/* With the mutex held: until `*what` has reached n. */
static void until(const int *what, int n)
{
	while (*what < n)
		pthread_cond_wait(&changed, &mutex);
}

int main(void)
{
	pthread_t threads[WAITERS];

	CHECK_INT(pthread_cond_signal(&wake), 0); /* nobody waits: nothing is kept */
	CHECK_INT(pthread_cond_broadcast(&wake), 0);
	for (int i = 0; i < WAITERS; i++)
		threads[i] = start_thread(waits, NULL);
	pthread_mutex_lock(&mutex);
	until(&waiting, WAITERS); /* all have given the mutex up in pthread_cond_wait() */
	CHECK_INT(served, 0);
	for (int i = 1; i <= 2; i++) {
		tickets = 1;
		pthread_cond_signal(&wake);
		until(&served, i);
		CHECK_INT(tickets, 0);
		CHECK_INT(served, i);
	}
	open_gate = 1;
	pthread_cond_broadcast(&wake);
	until(&served, WAITERS);
	pthread_mutex_unlock(&mutex);
	for (int i = 0; i < WAITERS; i++)
		join_thread(threads[i]);
	CHECK_INT(pthread_cond_destroy(&wake), 0);
	CHECK_INT(pthread_cond_destroy(&changed), 0);
	return check_status();
}

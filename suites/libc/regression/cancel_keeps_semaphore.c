/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX XSH 2.9.5.2: a call that is cancelled has no other effect: a wait that ends by cancellation must not have taken the post */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <semaphore.h>

static sem_t sem, about_to;
static int taken;

static void *waits(void *arg)
{
	sem_post(&about_to);
	while (sem_wait(&sem) != 0)
		continue;
	taken++; /* got it: then it was not cancelled */
	return arg;
}

static void *is_cancelled_first(void *arg)
{
	pthread_cancel(pthread_self());
	sem_wait(&sem);
	taken = 1000;
	return arg;
}

int main(void)
{
	int value = -1, cancelled = 0;

	REQUIRE(sem_init(&sem, 0, 1) == 0 && sem_init(&about_to, 0, 0) == 0);
	CHECK_PTR(join_thread(start_thread(is_cancelled_first, NULL)), PTHREAD_CANCELED);
	CHECK_INT(sem_getvalue(&sem, &value), 0);
	CHECK_INT(value, 1); /* could have been taken, and was not */
	CHECK_INT(taken, 0);
	CHECK_INT(sem_trywait(&sem), 0);
	for (int i = 0; i < 60; i++) { /* post and cancel at the same time */
		pthread_t thread = start_thread(waits, NULL);

		sem_wait(&about_to);
		sem_post(&sem);
		pthread_cancel(thread);
		if (join_thread(thread) == PTHREAD_CANCELED) {
			cancelled++;
			CHECK_INT(sem_trywait(&sem), 0); /* the post is still there */
		}
	}
	CHECK_INT(taken + cancelled, 60);
	CHECK_INT(sem_getvalue(&sem, &value), 0);
	CHECK_INT(value, 0);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_detach, pthread_attr_setdetachstate: threads that end on their own, detached before, while and after they run */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <semaphore.h>

static sem_t done, go;

static void *posts(void *arg)
{
	(void)arg;
	sem_post(&done);
	return NULL;
}

static void *waits(void *arg)
{
	(void)arg;
	sem_wait(&go);
	sem_post(&done);
	return NULL;
}

static void *detaches_itself(void *arg)
{
	(void)arg;
	CHECK_INT(pthread_detach(pthread_self()), 0);
	sem_post(&done);
	return NULL;
}

int main(void)
{
	pthread_attr_t attr;
	pthread_t thread;
	int state = -1;

	REQUIRE(sem_init(&done, 0, 0) == 0 && sem_init(&go, 0, 0) == 0);
	CHECK_INT(pthread_attr_init(&attr), 0);
	CHECK_INT(pthread_attr_getdetachstate(&attr, &state), 0);
	CHECK_INT(state, PTHREAD_CREATE_JOINABLE);
	CHECK_INT(pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED), 0);
	CHECK_INT(pthread_attr_getdetachstate(&attr, &state), 0);
	CHECK_INT(state, PTHREAD_CREATE_DETACHED);
	CHECK_INT(pthread_attr_setdetachstate(&attr, 12345), EINVAL);
	for (int i = 0; i < 20; i++) /* their stacks come back: many times over */
		CHECK_INT(pthread_create(&thread, &attr, posts, NULL), 0);
	for (int i = 0; i < 20; i++)
		sem_wait(&done);
	CHECK_INT(pthread_attr_destroy(&attr), 0);
	thread = start_thread(waits, NULL);
	CHECK_INT(pthread_detach(thread), 0); /* while it runs */
	sem_post(&go);
	sem_wait(&done);
	thread = start_thread(posts, NULL);
	sem_wait(&done);
	CHECK_INT(pthread_detach(thread), 0); /* when it may have ended */
	start_thread(detaches_itself, NULL);
	sem_wait(&done);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX XSH 2.9.5 cancellation: deferred until a cancellation point, never while disabled, pthread_testcancel is one */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <semaphore.h>

static sem_t ready, go;
static volatile int stage;

static void *until_testcancel(void *arg)
{
	int old = -1;

	(void)arg;
	CHECK_INT(pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old), 0);
	CHECK_INT(old, PTHREAD_CANCEL_ENABLE); /* the state of a new thread */
	CHECK_INT(pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, &old), 0);
	CHECK_INT(old, PTHREAD_CANCEL_DEFERRED);
	sem_post(&ready);
	sem_wait(&go); /* the request is pending now, but disabled */
	pthread_testcancel();
	stage = 1;
	CHECK_INT(pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &old), 0);
	CHECK_INT(old, PTHREAD_CANCEL_DISABLE);
	stage = 2; /* enabling alone is no cancellation point */
	pthread_testcancel();
	stage = 3;
	return NULL;
}

static void *without_request(void *arg)
{
	pthread_testcancel();
	return arg;
}

static void *cancels_itself(void *arg)
{
	CHECK_INT(pthread_cancel(pthread_self()), 0);
	*(int *)arg = 1; /* deferred: still here */
	pthread_testcancel();
	*(int *)arg = 2;
	return NULL;
}

static void *invalid_values(void *arg)
{
	int old;

	CHECK_INT(pthread_setcancelstate(1234, &old), EINVAL);
	CHECK_INT(pthread_setcanceltype(1234, &old), EINVAL);
	return arg;
}

int main(void)
{
	pthread_t thread;
	int reached = 0;

	REQUIRE(sem_init(&ready, 0, 0) == 0 && sem_init(&go, 0, 0) == 0);
	thread = start_thread(until_testcancel, NULL);
	sem_wait(&ready);
	CHECK_INT(pthread_cancel(thread), 0);
	sem_post(&go);
	CHECK_PTR(join_thread(thread), PTHREAD_CANCELED);
	CHECK_INT(stage, 2);
	CHECK_PTR(join_thread(start_thread(without_request, &ready)), &ready);
	CHECK_PTR(join_thread(start_thread(cancels_itself, &reached)), PTHREAD_CANCELED);
	CHECK_INT(reached, 1);
	join_thread(start_thread(invalid_values, NULL));
	return check_status();
}

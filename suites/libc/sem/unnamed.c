/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX sem_init, sem_wait, sem_trywait, sem_post, sem_getvalue: counting, blocking, the largest value */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <limits.h>
#include <semaphore.h>

static sem_t sem;

static int value(void)
{
	int v = -1;

	CHECK_INT(sem_getvalue(&sem, &v), 0);
	return v;
}

static void *waits_twice(void *arg)
{
	CHECK_INT(sem_wait(&sem), 0);
	CHECK_INT(sem_wait(&sem), 0);
	return arg;
}

static void largest_value(void)
{
	CHECK_INT(sem_init(&sem, 0, (unsigned)SEM_VALUE_MAX), 0);
	errno = 0;
	CHECK_INT(sem_post(&sem), -1);
	CHECK_INT(errno, EOVERFLOW);
	CHECK_INT(value(), SEM_VALUE_MAX);
	CHECK_INT(sem_wait(&sem), 0);
	CHECK_INT(sem_post(&sem), 0);
	CHECK_INT(sem_destroy(&sem), 0);
	errno = 0;
	CHECK_INT(sem_init(&sem, 0, (unsigned)SEM_VALUE_MAX + 1u), -1);
	CHECK_INT(errno, EINVAL);
}

int main(void)
{
	pthread_t thread;

	REQUIRE(sem_init(&sem, 0, 2) == 0);
	CHECK_INT(value(), 2);
	CHECK_INT(sem_wait(&sem), 0);
	CHECK_INT(sem_trywait(&sem), 0);
	CHECK_INT(value(), 0);
	errno = 0;
	CHECK_INT(sem_trywait(&sem), -1);
	CHECK_INT(errno, EAGAIN);
	CHECK_INT(sem_post(&sem), 0);
	CHECK_INT(value(), 1);
	thread = start_thread(waits_twice, NULL);
	while (value() > 0) /* a waiter may show as a negative number */
		sleep_ms(1);
	CHECK_INT(sem_post(&sem), 0);
	join_thread(thread);
	CHECK_INT(value(), 0);
	CHECK_INT(sem_destroy(&sem), 0);
	largest_value();
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_mutexattr_setprotocol, setpshared: attributes read back; a mutex with priority inheritance excludes as any other */
#define _XOPEN_SOURCE 700
#include "threading.h"

static pthread_mutex_t mutex;
static int shared;

static void *counts(void *arg)
{
	(void)arg;
	for (int i = 0; i < 300; i++) {
		CHECK_INT(pthread_mutex_lock(&mutex), 0);
		shared++;
		CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	}
	return NULL;
}

static void exclusion(pthread_mutexattr_t *attr)
{
	pthread_t threads[3];

	shared = 0;
	REQUIRE(pthread_mutex_init(&mutex, attr) == 0);
	for (int i = 0; i < 3; i++)
		threads[i] = start_thread(counts, NULL);
	for (int i = 0; i < 3; i++)
		join_thread(threads[i]);
	CHECK_INT(shared, 900);
	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	CHECK_INT(pthread_mutex_trylock(&mutex), EBUSY);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	CHECK_INT(pthread_mutex_destroy(&mutex), 0);
}

int main(void)
{
	pthread_mutexattr_t attr;
	int value = -1, status;

	CHECK_INT(pthread_mutexattr_init(&attr), 0);
	CHECK_INT(pthread_mutexattr_getprotocol(&attr, &value), 0);
	CHECK_INT(value, PTHREAD_PRIO_NONE);
	CHECK_INT(pthread_mutexattr_getpshared(&attr, &value), 0);
	CHECK_INT(value, PTHREAD_PROCESS_PRIVATE);
	CHECK_INT(pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED), 0);
	CHECK_INT(pthread_mutexattr_getpshared(&attr, &value), 0);
	CHECK_INT(value, PTHREAD_PROCESS_SHARED);
	exclusion(&attr);
	CHECK_INT(pthread_mutexattr_setpshared(&attr, 4321), EINVAL);
	CHECK_INT(pthread_mutexattr_setprotocol(&attr, 4321), EINVAL);
	status = pthread_mutexattr_setprotocol(&attr, PTHREAD_PRIO_INHERIT);
	CHECK(status == 0 || status == ENOTSUP); /* an option of POSIX */
	if (status == 0) {
		CHECK_INT(pthread_mutexattr_getprotocol(&attr, &value), 0);
		CHECK_INT(value, PTHREAD_PRIO_INHERIT);
		exclusion(&attr);
	}
	CHECK_INT(pthread_mutexattr_destroy(&attr), 0);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_mutexattr_setrobust, pthread_mutex_consistent: the owner's death is told to the next; not recovered is not usable */
#define _XOPEN_SOURCE 700
#include "threading.h"

static pthread_mutex_t mutex, second;

static void make(pthread_mutex_t *m, int type)
{
	pthread_mutexattr_t attr;
	int robust = -1;

	CHECK_INT(pthread_mutexattr_init(&attr), 0);
	CHECK_INT(pthread_mutexattr_getrobust(&attr, &robust), 0);
	CHECK_INT(robust, PTHREAD_MUTEX_STALLED);
	REQUIRE(pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST) == 0);
	CHECK_INT(pthread_mutexattr_getrobust(&attr, &robust), 0);
	CHECK_INT(robust, PTHREAD_MUTEX_ROBUST);
	CHECK_INT(pthread_mutexattr_setrobust(&attr, 77), EINVAL);
	CHECK_INT(pthread_mutexattr_settype(&attr, type), 0);
	REQUIRE(pthread_mutex_init(m, &attr) == 0);
	CHECK_INT(pthread_mutexattr_destroy(&attr), 0);
}

static void *dies_with_both(void *arg)
{
	(void)arg;
	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	CHECK_INT(pthread_mutex_lock(&second), 0);
	return NULL;
}

static void *waits_for_it(void *arg)
{
	(void)arg;
	CHECK_INT(pthread_mutex_lock(&mutex), EOWNERDEAD);
	CHECK_INT(pthread_mutex_consistent(&mutex), 0);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	return NULL;
}

static void *dies_while_others_wait(void *arg)
{
	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	*(pthread_t *)arg = start_thread(waits_for_it, NULL);
	sleep_ms(10);
	return NULL;
}

static void each_type(int type)
{
	struct timespec late = after_ms(CLOCK_REALTIME, 2000);
	pthread_t waiter;

	make(&mutex, type);
	make(&second, type);
	join_thread(start_thread(dies_with_both, NULL));
	REQUIRE(pthread_mutex_timedlock(&mutex, &late) == EOWNERDEAD);
	CHECK_INT(pthread_mutex_consistent(&mutex), 0);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	CHECK_INT(pthread_mutex_lock(&mutex), 0); /* as good as new */
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	CHECK_INT(pthread_mutex_consistent(&mutex), EINVAL);
	CHECK_INT(pthread_mutex_trylock(&second), EOWNERDEAD);
	CHECK_INT(pthread_mutex_unlock(&second), 0); /* without recovery */
	CHECK_INT(pthread_mutex_lock(&second), ENOTRECOVERABLE);
	CHECK_INT(pthread_mutex_trylock(&second), ENOTRECOVERABLE);
	join_thread(start_thread(dies_while_others_wait, &waiter));
	join_thread(waiter);
	CHECK_INT(pthread_mutex_destroy(&mutex), 0);
	CHECK_INT(pthread_mutex_destroy(&second), 0);
}

int main(void)
{
	each_type(PTHREAD_MUTEX_NORMAL);
	each_type(PTHREAD_MUTEX_ERRORCHECK);
	each_type(PTHREAD_MUTEX_RECURSIVE);
	return check_status();
}

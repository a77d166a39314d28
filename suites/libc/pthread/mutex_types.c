/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_mutexattr_settype, pthread_mutex_lock: relocking and unlocking by the owner and by others, per type */
#define _XOPEN_SOURCE 700
#include "threading.h"

static pthread_mutex_t mutex;

static void make(int type)
{
	pthread_mutexattr_t attr;
	int got = -1;

	CHECK_INT(pthread_mutexattr_init(&attr), 0);
	CHECK_INT(pthread_mutexattr_gettype(&attr, &got), 0);
	CHECK_INT(got, PTHREAD_MUTEX_DEFAULT);
	CHECK_INT(pthread_mutexattr_settype(&attr, type), 0);
	CHECK_INT(pthread_mutexattr_gettype(&attr, &got), 0);
	CHECK_INT(got, type);
	CHECK_INT(pthread_mutexattr_settype(&attr, 1234), EINVAL);
	REQUIRE(pthread_mutex_init(&mutex, &attr) == 0);
	CHECK_INT(pthread_mutexattr_destroy(&attr), 0);
}

static void *not_the_owner(void *arg)
{
	(void)arg;
	CHECK_INT(pthread_mutex_unlock(&mutex), EPERM);
	CHECK_INT(pthread_mutex_trylock(&mutex), EBUSY);
	return NULL;
}

static void *takes_and_gives(void *arg)
{
	(void)arg;
	CHECK_INT(pthread_mutex_trylock(&mutex), 0);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	return NULL;
}

static void errorcheck(void)
{
	make(PTHREAD_MUTEX_ERRORCHECK);
	CHECK_INT(pthread_mutex_unlock(&mutex), EPERM);
	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	CHECK_INT(pthread_mutex_lock(&mutex), EDEADLK);
	CHECK_INT(pthread_mutex_trylock(&mutex), EBUSY);
	join_thread(start_thread(not_the_owner, NULL));
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	CHECK_INT(pthread_mutex_unlock(&mutex), EPERM);
	join_thread(start_thread(takes_and_gives, NULL));
	CHECK_INT(pthread_mutex_destroy(&mutex), 0);
}

static void recursive(void)
{
	make(PTHREAD_MUTEX_RECURSIVE);
	CHECK_INT(pthread_mutex_unlock(&mutex), EPERM);
	for (int i = 0; i < 50; i++)
		CHECK_INT(i % 2 ? pthread_mutex_lock(&mutex) : pthread_mutex_trylock(&mutex), 0);
	for (int i = 0; i < 50; i++) {
		if (i % 10 == 0)
			join_thread(start_thread(not_the_owner, NULL));
		CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	}
	CHECK_INT(pthread_mutex_unlock(&mutex), EPERM);
	join_thread(start_thread(takes_and_gives, NULL));
	CHECK_INT(pthread_mutex_destroy(&mutex), 0);
}

static void normal(void)
{
	struct timespec soon = after_ms(CLOCK_REALTIME, 10);

	make(PTHREAD_MUTEX_NORMAL);
	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	CHECK_INT(pthread_mutex_trylock(&mutex), EBUSY);
	CHECK_INT(pthread_mutex_timedlock(&mutex, &soon), ETIMEDOUT); /* relocking blocks */
	CHECK(is_past(CLOCK_REALTIME, soon));
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	CHECK_INT(pthread_mutex_destroy(&mutex), 0);
}

int main(void)
{
	errorcheck();
	recursive();
	normal();
	return check_status();
}

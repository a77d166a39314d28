/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_mutex_timedlock: never too early, an invalid time only counts when it blocks, a free mutex ignores the time */
#define _XOPEN_SOURCE 700
#include "threading.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void *times_out(void *arg)
{
	struct timespec soon = after_ms(CLOCK_REALTIME, 20), past = after_ms(CLOCK_REALTIME, -1000);
	struct timespec bad = {soon.tv_sec, 1000000000}, negative = {soon.tv_sec, -1};

	(void)arg;
	CHECK_INT(pthread_mutex_timedlock(&mutex, &soon), ETIMEDOUT);
	CHECK(is_past(CLOCK_REALTIME, soon));
	CHECK_INT(pthread_mutex_timedlock(&mutex, &past), ETIMEDOUT);
	CHECK_INT(pthread_mutex_timedlock(&mutex, &bad), EINVAL);
	CHECK_INT(pthread_mutex_timedlock(&mutex, &negative), EINVAL);
	return NULL;
}

static void *gets_it(void *arg)
{
	struct timespec late = after_ms(CLOCK_REALTIME, 10000);

	(void)arg;
	CHECK_INT(pthread_mutex_timedlock(&mutex, &late), 0);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	return NULL;
}

int main(void)
{
	struct timespec past = after_ms(CLOCK_REALTIME, -1000);
	pthread_t thread;

	CHECK_INT(pthread_mutex_timedlock(&mutex, &past), 0); /* free: the time does not matter */
	join_thread(start_thread(times_out, NULL));
	thread = start_thread(gets_it, NULL);
	sleep_ms(10);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	join_thread(thread);
	CHECK_INT(pthread_mutex_trylock(&mutex), 0);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	return check_status();
}

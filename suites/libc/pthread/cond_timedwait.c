/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_cond_timedwait, pthread_condattr_setclock: never early, the mutex is held afterwards, both clocks, a wake in time */
#define _XOPEN_SOURCE 700
#include "threading.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond;
static int ready;

/* Wakes that have no cause are allowed: only ETIMEDOUT says that the time has come. */
static void times_out(clockid_t clock, long ms)
{
	struct timespec until = after_ms(clock, ms);
	int status;

	pthread_mutex_lock(&mutex);
	do
		status = pthread_cond_timedwait(&cond, &mutex, &until);
	while (status == 0);
	CHECK_INT(status, ETIMEDOUT);
	CHECK(is_past(clock, until));
	CHECK_INT(pthread_mutex_trylock(&mutex), EBUSY);
	pthread_mutex_unlock(&mutex);
}

static void *signals(void *arg)
{
	(void)arg;
	pthread_mutex_lock(&mutex);
	ready = 1;
	pthread_cond_signal(&cond);
	pthread_mutex_unlock(&mutex);
	return NULL;
}

static void woken_in_time(clockid_t clock)
{
	struct timespec until = after_ms(clock, 20000);
	pthread_t thread;
	int status = 0;

	ready = 0;
	pthread_mutex_lock(&mutex);
	thread = start_thread(signals, NULL);
	while (!ready && status == 0)
		status = pthread_cond_timedwait(&cond, &mutex, &until);
	CHECK_INT(status, 0);
	CHECK_INT(ready, 1);
	pthread_mutex_unlock(&mutex);
	join_thread(thread);
}

static void on_clock(clockid_t clock)
{
	pthread_condattr_t attr;
	clockid_t got = -1;

	CHECK_INT(pthread_condattr_init(&attr), 0);
	CHECK_INT(pthread_condattr_getclock(&attr, &got), 0);
	CHECK_INT(got, CLOCK_REALTIME);
	CHECK_INT(pthread_condattr_setclock(&attr, clock), 0);
	CHECK_INT(pthread_condattr_getclock(&attr, &got), 0);
	CHECK_INT(got, clock);
	REQUIRE(pthread_cond_init(&cond, &attr) == 0);
	CHECK_INT(pthread_condattr_destroy(&attr), 0);
	times_out(clock, 15);
	times_out(clock, -50);
	woken_in_time(clock);
	CHECK_INT(pthread_cond_destroy(&cond), 0);
}

int main(void)
{
	struct timespec bad = {0, 2000000000};

	on_clock(CLOCK_REALTIME);
	on_clock(CLOCK_MONOTONIC);
	REQUIRE(pthread_cond_init(&cond, NULL) == 0);
	pthread_mutex_lock(&mutex);
	CHECK_INT(pthread_cond_timedwait(&cond, &mutex, &bad), EINVAL);
	pthread_mutex_unlock(&mutex);
	return check_status();
}

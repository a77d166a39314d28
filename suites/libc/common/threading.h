/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Time for programs with threads. Sleeps here only give other threads the
 * chance to do what they must not do; nothing relies on their being long
 * enough for what must happen.
 */
#ifndef THREADING_H
#define THREADING_H

#include "check.h"
#include <errno.h>
#include <pthread.h>
#include <time.h>

#define MS_IN_NS 1000000L

static inline void sleep_ms(long ms)
{
	struct timespec left = {ms / 1000, ms % 1000 * MS_IN_NS};

	while (nanosleep(&left, &left) != 0 && errno == EINTR)
		continue;
}

/* The instant `ms` from now (also negative) on this clock */
static inline struct timespec after_ms(clockid_t clock, long ms)
{
	struct timespec t;

	REQUIRE(clock_gettime(clock, &t) == 0);
	t.tv_sec += ms / 1000;
	t.tv_nsec += ms % 1000 * MS_IN_NS;
	if (t.tv_nsec >= 1000 * MS_IN_NS) {
		t.tv_sec++;
		t.tv_nsec -= 1000 * MS_IN_NS;
	} else if (t.tv_nsec < 0) {
		t.tv_sec--;
		t.tv_nsec += 1000 * MS_IN_NS;
	}
	return t;
}

/* Whether this instant has been reached */
static inline int is_past(clockid_t clock, struct timespec t)
{
	struct timespec now = after_ms(clock, 0);

	return now.tv_sec > t.tv_sec || (now.tv_sec == t.tv_sec && now.tv_nsec >= t.tv_nsec);
}

/* A started thread; the program ends if there is none to be had */
static inline pthread_t start_thread(void *(*run)(void *), void *arg)
{
	pthread_t thread;

	REQUIRE(pthread_create(&thread, NULL, run, arg) == 0);
	return thread;
}

static inline void *join_thread(pthread_t thread)
{
	void *value = NULL;

	CHECK_INT(pthread_join(thread, &value), 0);
	return value;
}

#endif

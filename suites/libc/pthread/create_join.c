/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_create, pthread_join, pthread_exit, pthread_self, pthread_equal: argument, result, identity */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <stdint.h>

static pthread_t self_seen;

static void *returns_argument(void *arg)
{
	self_seen = pthread_self();
	return (char *)arg + 1;
}

static void exits_from_below(int depth)
{
	if (depth == 0)
		pthread_exit((void *)(intptr_t)42);
	if (depth > 0)
		exits_from_below(depth - 1);
	CHECK(depth < 0); /* not reached */
}

static void *exits(void *arg)
{
	(void)arg;
	exits_from_below(10);
	return NULL;
}

static void *starts_another(void *arg)
{
	intptr_t depth = (intptr_t)arg;

	if (depth == 0)
		return (void *)1;
	return (void *)((intptr_t)join_thread(start_thread(starts_another, (void *)(depth - 1))) + 1);
}

static pthread_t first;

static void *joins_the_first(void *arg)
{
	(void)arg;
	CHECK(pthread_equal(first, pthread_self()) == 0);
	return NULL;
}

int main(void)
{
	char object[2];
	pthread_t thread = start_thread(returns_argument, object);

	CHECK(!pthread_equal(thread, pthread_self()));
	CHECK_PTR(join_thread(thread), object + 1);
	CHECK(pthread_equal(thread, self_seen));
	CHECK_INT((intptr_t)join_thread(start_thread(exits, NULL)), 42);
	CHECK_INT((intptr_t)join_thread(start_thread(starts_another, (void *)6)), 7);
	first = pthread_self();
	join_thread(start_thread(joins_the_first, NULL));
	thread = start_thread(exits, NULL);
	CHECK_INT(pthread_join(thread, NULL), 0); /* the value is not wanted */
	return check_status();
}

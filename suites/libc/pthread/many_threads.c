/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_create: 24 threads at once, each with its own stack, stack variables and errno; 60 one after the other */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <stdint.h>

#define COUNT 24

static pthread_barrier_t all_there;
static int *errno_of[COUNT];
static volatile char *local_of[COUNT];

static void *meets_the_others(void *arg)
{
	intptr_t i = (intptr_t)arg;
	volatile char local = (char)i;

	errno_of[i] = &errno;
	local_of[i] = &local;
	errno = (int)i;
	pthread_barrier_wait(&all_there);
	pthread_barrier_wait(&all_there);
	CHECK_INT(errno, i);
	CHECK_INT(local, i);
	return arg;
}

static void *adds_one(void *arg)
{
	++*(int *)arg;
	return NULL;
}

int main(void)
{
	pthread_t threads[COUNT];
	int sum = 0;

	REQUIRE(pthread_barrier_init(&all_there, NULL, COUNT + 1) == 0);
	for (intptr_t i = 0; i < COUNT; i++)
		threads[i] = start_thread(meets_the_others, (void *)i);
	pthread_barrier_wait(&all_there);
	for (int i = 0; i < COUNT; i++) {
		for (int k = 0; k < i; k++)
			CHECK(errno_of[i] != errno_of[k] && local_of[i] != local_of[k]);
		CHECK(errno_of[i] != &errno);
	}
	pthread_barrier_wait(&all_there);
	for (intptr_t i = 0; i < COUNT; i++)
		CHECK_INT((intptr_t)join_thread(threads[i]), i);
	for (int i = 0; i < 60; i++)
		join_thread(start_thread(adds_one, &sum));
	CHECK_INT(sum, 60); /* join makes what the thread wrote visible (XBD 4.12) */
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 6.2.4p4: the object of each live thread has its own address, which other threads may use */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <stdint.h>

#define COUNT 12

static _Thread_local int own = -1;
static int *of_thread[COUNT];
static pthread_barrier_t step;

static void *shows(void *arg)
{
	intptr_t i = (intptr_t)arg;

	of_thread[i] = &own;
	own = (int)i;
	pthread_barrier_wait(&step); /* all are known */
	CHECK_INT(*of_thread[(i + 1) % COUNT], (i + 1) % COUNT);
	pthread_barrier_wait(&step);
	*of_thread[(i + 5) % COUNT] += 1000; /* written by another thread */
	pthread_barrier_wait(&step);
	CHECK_INT(own, i + 1000);
	CHECK_PTR(&own, of_thread[i]); /* the address stays */
	return NULL;
}

int main(void)
{
	pthread_t threads[COUNT];

	REQUIRE(pthread_barrier_init(&step, NULL, COUNT) == 0);
	for (intptr_t i = 0; i < COUNT; i++)
		threads[i] = start_thread(shows, (void *)i);
	for (int i = 0; i < COUNT; i++)
		join_thread(threads[i]);
	for (int i = 0; i < COUNT; i++) {
		CHECK(of_thread[i] != &own);
		for (int k = 0; k < i; k++)
			CHECK(of_thread[i] != of_thread[k]);
	}
	CHECK_INT(own, -1);
	return check_status();
}

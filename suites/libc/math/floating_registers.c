/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 XBD 3.404 thread: the floating registers are part of a thread's context, whichever thread runs in between */
#define _XOPEN_SOURCE 700
#include "floats.h"
#include <pthread.h>
#include <sched.h>
#include <stdint.h>

#define LANES 12

/* Enough live values to fill the register file, with a yield in the middle of the computation. */
static double mix(double start, int yields)
{
	double a[LANES];

	for (int i = 0; i < LANES; i++)
		a[i] = start + i;
	for (int round = 0; round < 60; round++) {
		for (int i = 0; i < LANES; i++)
			a[i] = a[i] * 1.0000001 + a[(i + 5) % LANES] * 0x1p-20;
		if (yields && round % 3 == 0)
			sched_yield();
	}
	for (int i = 1; i < LANES; i++)
		a[0] += a[i];
	return a[0];
}

static void *repeats(void *arg)
{
	double start = (double)(intptr_t)arg * 1.37;
	double expected = mix(start, 0);

	for (int i = 0; i < 20; i++)
		if (!CHECK_LDBL(mix(start, 1), expected))
			break;
	return NULL;
}

static void *repeats_long(void *arg)
{
	long double start = 1.0L / (long double)(intptr_t)arg;

	for (int i = 0; i < 100; i++) {
		long double x = start;

		for (int k = 0; k < 10; k++)
			x = x * 3.0L + 1.0L;
		sched_yield();
		for (int k = 0; k < 10; k++)
			x = (x - 1.0L) / 3.0L;
		if (!CHECK(fabsl(x - start) < 1e-13L))
			break;
	}
	return NULL;
}

int main(void)
{
	pthread_t threads[6];

	for (intptr_t i = 0; i < 6; i++)
		REQUIRE(pthread_create(&threads[i], NULL, i % 3 == 2 ? repeats_long : repeats, (void *)(i + 1)) == 0);
	for (int i = 0; i < 6; i++)
		CHECK_INT(pthread_join(threads[i], NULL), 0);
	return check_status();
}

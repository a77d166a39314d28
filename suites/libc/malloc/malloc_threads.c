/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 2.9.1, ISO C11 7.22.3 paragraph 2: allocation by many threads at once; one frees what another one took. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define THREADS 4
#define STEPS 400

static unsigned char *shared[64];

static void *work(void *arg)
{
	uint32_t state = *(uint32_t *)arg;
	unsigned char *mem;
	size_t i, size;
	uintptr_t bad = 0;

	for (i = 0; i < STEPS; i++) {
		state = state * 1664525 + 1013904223;
		size = (state >> 8) % 500 + 2;
		mem = malloc(size);
		if (!mem)
			return (void *)1;
		/* First byte as length of the check, the same in the last one */
		memset(mem, (int)(state >> 24), size);
		mem = __atomic_exchange_n(&shared[state >> 12 & 63], mem,
					  __ATOMIC_ACQ_REL);
		if (mem)
			bad |= mem[0] != mem[1];
		free(mem);
	}
	return (void *)bad;
}

int main(void)
{
	pthread_t threads[THREADS];
	uint32_t seeds[THREADS];
	void *bad;
	int i;

	for (i = 0; i < THREADS; i++) {
		seeds[i] = (uint32_t)i * 7919 + 1;
		REQUIRE(!pthread_create(&threads[i], NULL, work, &seeds[i]));
	}
	for (i = 0; i < THREADS; i++) {
		REQUIRE(!pthread_join(threads[i], &bad));
		check_row("thread", i);
		CHECK_PTR(bad, 0);
	}
	for (i = 0; i < 64; i++)
		free(shared[i]);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_barrier_destroy: the serial thread may destroy the barrier as soon as it is let through, though the others are still leaving */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "threading.h"
#include <sys/mman.h>
#include <unistd.h>

#define COUNT 3
#define ROUNDS 25

static size_t page;

static void *meets(void *arg)
{
	if (pthread_barrier_wait(arg) == PTHREAD_BARRIER_SERIAL_THREAD) {
		CHECK_INT(pthread_barrier_destroy(arg), 0);
		CHECK_INT(munmap(arg, page), 0);
	}
	return NULL;
}

int main(void)
{
	page = (size_t)sysconf(_SC_PAGESIZE);
	for (int round = 0; round < ROUNDS; round++) {
		pthread_barrier_t *barrier = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		pthread_t threads[COUNT];

		REQUIRE(barrier != MAP_FAILED);
		REQUIRE(pthread_barrier_init(barrier, NULL, COUNT) == 0);
		for (int i = 0; i < COUNT; i++)
			threads[i] = start_thread(meets, barrier);
		for (int i = 0; i < COUNT; i++)
			join_thread(threads[i]);
	}
	return check_status();
}

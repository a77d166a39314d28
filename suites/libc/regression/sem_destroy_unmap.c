/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX sem_post, sem_destroy: who was let through may destroy the semaphore and its memory while the poster is still on its way out */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "threading.h"
#include <semaphore.h>
#include <sys/mman.h>
#include <unistd.h>

#define ROUNDS 25

static void *posts(void *arg)
{
	CHECK_INT(sem_post(arg), 0);
	return NULL;
}

int main(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	for (int i = 0; i < ROUNDS; i++) {
		sem_t *sem = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		pthread_t thread;

		REQUIRE(sem != MAP_FAILED);
		REQUIRE(sem_init(sem, 0, 0) == 0);
		thread = start_thread(posts, sem);
		while (sem_wait(sem) != 0)
			continue;
		CHECK_INT(sem_destroy(sem), 0);
		CHECK_INT(munmap(sem, page), 0); /* sem_post() must not touch it any more */
		join_thread(thread);
	}
	return check_status();
}

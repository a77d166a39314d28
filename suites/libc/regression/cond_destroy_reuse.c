/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_cond_destroy: "safe to destroy an initialized condition variable upon which no threads are currently blocked": right after a broadcast */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <string.h>

#define WAITERS 3
#define ROUNDS 25

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t arrived = PTHREAD_COND_INITIALIZER;
static pthread_cond_t *volatile cond;
static int waiting, go;

static void *waits(void *arg)
{
	pthread_mutex_lock(&mutex);
	waiting++;
	pthread_cond_signal(&arrived);
	while (!go)
		pthread_cond_wait(cond, &mutex);
	pthread_mutex_unlock(&mutex);
	return arg;
}

int main(void)
{
	static union {
		pthread_cond_t cond;
		char bytes[256];
	} memory;
	pthread_t threads[WAITERS];

	for (int round = 0; round < ROUNDS; round++) {
		REQUIRE(pthread_cond_init(&memory.cond, NULL) == 0);
		cond = &memory.cond;
		waiting = go = 0;
		for (int i = 0; i < WAITERS; i++)
			threads[i] = start_thread(waits, NULL);
		pthread_mutex_lock(&mutex);
		while (waiting < WAITERS)
			pthread_cond_wait(&arrived, &mutex);
		go = 1;
		CHECK_INT(pthread_cond_broadcast(&memory.cond), 0);
		CHECK_INT(pthread_cond_destroy(&memory.cond), 0);
		memset(memory.bytes, 0xff, sizeof(memory.bytes)); /* the memory is somebody else's now */
		pthread_mutex_unlock(&mutex);
		for (int i = 0; i < WAITERS; i++)
			join_thread(threads[i]);
		for (unsigned i = 0; i < sizeof(memory.bytes); i++)
			if (memory.bytes[i] != (char)0xff) {
				CHECK_INT(memory.bytes[i], (char)0xff);
				return check_status();
			}
	}
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_barrier_wait: nobody passes before all are there, exactly one serial thread a round, usable again at once */
#define _XOPEN_SOURCE 700
#include "threading.h"

#define COUNT 5
#define ROUNDS 40

static pthread_barrier_t barrier;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int arrived[ROUNDS], serial[ROUNDS];

static void *goes_round(void *arg)
{
	(void)arg;
	for (int i = 0; i < ROUNDS; i++) {
		int status, all;

		pthread_mutex_lock(&mutex);
		arrived[i]++;
		pthread_mutex_unlock(&mutex);
		status = pthread_barrier_wait(&barrier);
		CHECK(status == 0 || status == PTHREAD_BARRIER_SERIAL_THREAD);
		pthread_mutex_lock(&mutex);
		all = arrived[i];
		if (status == PTHREAD_BARRIER_SERIAL_THREAD)
			serial[i]++;
		pthread_mutex_unlock(&mutex);
		if (!CHECK_INT(all, COUNT))
			break;
	}
	return NULL;
}

int main(void)
{
	pthread_barrierattr_t attr;
	pthread_t threads[COUNT];
	int shared = -1;

	CHECK_INT(pthread_barrier_init(&barrier, NULL, 0), EINVAL);
	CHECK_INT(pthread_barrierattr_init(&attr), 0);
	CHECK_INT(pthread_barrierattr_getpshared(&attr, &shared), 0);
	CHECK_INT(shared, PTHREAD_PROCESS_PRIVATE);
	CHECK_INT(pthread_barrier_init(&barrier, &attr, 1), 0);
	CHECK_INT(pthread_barrierattr_destroy(&attr), 0);
	for (int i = 0; i < 3; i++) /* alone: never blocks, always the serial one */
		CHECK_INT(pthread_barrier_wait(&barrier), PTHREAD_BARRIER_SERIAL_THREAD);
	CHECK_INT(pthread_barrier_destroy(&barrier), 0);
	REQUIRE(pthread_barrier_init(&barrier, NULL, COUNT) == 0);
	for (int i = 0; i < COUNT; i++)
		threads[i] = start_thread(goes_round, NULL);
	for (int i = 0; i < COUNT; i++)
		join_thread(threads[i]);
	for (int i = 0; i < ROUNDS; i++)
		CHECK_INT(serial[i], 1);
	CHECK_INT(pthread_barrier_destroy(&barrier), 0);
	return check_status();
}

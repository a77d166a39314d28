/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX XBD 4.12, pthread_cond_wait: producers and consumers through a small buffer lose nothing and double nothing */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <stdint.h>

#define ITEMS 600
#define SLOTS 4
#define SIDES 3

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t not_full = PTHREAD_COND_INITIALIZER, not_empty = PTHREAD_COND_INITIALIZER;
static int buffer[SLOTS], used, first, seen[SIDES * ITEMS];

static void *produces(void *arg)
{
	int base = (int)(intptr_t)arg * ITEMS;

	for (int i = 0; i < ITEMS; i++) {
		pthread_mutex_lock(&mutex);
		while (used == SLOTS)
			pthread_cond_wait(&not_full, &mutex);
		buffer[(first + used++) % SLOTS] = base + i;
		pthread_cond_signal(&not_empty);
		pthread_mutex_unlock(&mutex);
	}
	return NULL;
}

static void *consumes(void *arg)
{
	(void)arg;
	for (int i = 0; i < ITEMS; i++) {
		pthread_mutex_lock(&mutex);
		while (used == 0)
			pthread_cond_wait(&not_empty, &mutex);
		seen[buffer[first]]++;
		first = (first + 1) % SLOTS;
		used--;
		pthread_cond_signal(&not_full);
		pthread_mutex_unlock(&mutex);
	}
	return NULL;
}

int main(void)
{
	pthread_t threads[2 * SIDES];

	for (intptr_t i = 0; i < SIDES; i++) {
		threads[2 * i] = start_thread(produces, (void *)i);
		threads[2 * i + 1] = start_thread(consumes, NULL);
	}
	for (int i = 0; i < 2 * SIDES; i++)
		join_thread(threads[i]);
	for (int i = 0; i < SIDES * ITEMS; i++)
		if (!CHECK_INT(seen[i], 1))
			break;
	CHECK_INT(used, 0);
	return check_status();
}

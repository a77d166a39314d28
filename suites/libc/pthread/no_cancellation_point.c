/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX XSH 2.9.5.2 "An implementation shall not introduce cancellation points into any other functions": mutexes, memory, strings */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static sem_t posted;
static int passed;

static void calls_that_are_none(void)
{
	char text[40], *copy;

	pthread_mutex_lock(&mutex);
	pthread_mutex_unlock(&mutex);
	copy = malloc(100);
	strcpy(text, "no cancellation here");
	if (copy)
		strcpy(copy, text);
	free(copy);
	sem_post(&posted);
	sem_trywait(&posted);
	CHECK(pthread_equal(pthread_self(), pthread_self()));
	getpid();
	pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, NULL);
}

static int by_byte(const void *a, const void *b)
{
	return *(const char *)a - *(const char *)b;
}

static void *goes_through(void *arg)
{
	char letters[] = "zyx";

	(void)arg;
	pthread_cancel(pthread_self());
	calls_that_are_none();
	qsort(letters, 3, 1, by_byte);
	passed = letters[0] == 'x';
	pthread_testcancel();
	passed = 2;
	return NULL;
}

static void *blocks_on_a_mutex(void *arg)
{
	(void)arg;
	sem_post(&posted);
	pthread_mutex_lock(&mutex); /* the request must not end this */
	passed++;
	pthread_mutex_unlock(&mutex);
	pthread_testcancel();
	return NULL;
}

int main(void)
{
	pthread_t thread;

	REQUIRE(sem_init(&posted, 0, 0) == 0);
	CHECK_PTR(join_thread(start_thread(goes_through, NULL)), PTHREAD_CANCELED);
	CHECK_INT(passed, 1);
	pthread_mutex_lock(&mutex);
	thread = start_thread(blocks_on_a_mutex, NULL);
	sem_wait(&posted);
	sleep_ms(5);
	CHECK_INT(pthread_cancel(thread), 0);
	sleep_ms(5);
	CHECK_INT(passed, 1);
	pthread_mutex_unlock(&mutex);
	CHECK_PTR(join_thread(thread), PTHREAD_CANCELED);
	CHECK_INT(passed, 2);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX sem_wait EINTR: a handler without SA_RESTART may end the wait, the semaphore is then untouched; sem_post is safe in a handler */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <semaphore.h>
#include <signal.h>

static sem_t sem, in_handler, about_to;
static int interrupted;

static void handler(int signo)
{
	(void)signo;
	sem_post(&in_handler);
}

static void *waits(void *arg)
{
	sem_post(&about_to);
	while (sem_wait(&sem) != 0) {
		CHECK_INT(errno, EINTR);
		interrupted++;
	}
	return arg;
}

int main(void)
{
	struct sigaction action = {.sa_handler = handler};
	pthread_t thread;
	int value;

	REQUIRE(sem_init(&sem, 0, 0) == 0 && sem_init(&in_handler, 0, 0) == 0 && sem_init(&about_to, 0, 0) == 0);
	REQUIRE(sigaction(SIGUSR1, &action, NULL) == 0);
	thread = start_thread(waits, NULL);
	sem_wait(&about_to);
	for (int i = 0; i < 3; i++) {
		sleep_ms(3);
		CHECK_INT(pthread_kill(thread, SIGUSR1), 0);
		CHECK_INT(sem_wait(&in_handler), 0); /* the handler of the other thread has run */
	}
	sem_post(&sem);
	join_thread(thread);
	CHECK(interrupted <= 3);
	CHECK_INT(sem_getvalue(&sem, &value), 0);
	CHECK_INT(value, 0);
	return check_status();
}

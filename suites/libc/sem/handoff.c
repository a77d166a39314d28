/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX sem_post, XBD 4.12: each post releases one wait among many threads, in turns and in crowds */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <semaphore.h>

#define TURNS 400
#define CROWD 6

static sem_t ping, pong, tickets, limit;
static int ball, taken, inside, most;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void *returns_the_ball(void *arg)
{
	for (int i = 0; i < TURNS; i++) {
		sem_wait(&ping);
		ball++;
		sem_post(&pong);
	}
	return arg;
}

static void *takes_tickets(void *arg)
{
	for (int i = 0; i < 50; i++) {
		sem_wait(&tickets);
		sem_wait(&limit);
		pthread_mutex_lock(&mutex);
		taken++;
		if (++inside > most)
			most = inside;
		pthread_mutex_unlock(&mutex);
		pthread_mutex_lock(&mutex);
		inside--;
		pthread_mutex_unlock(&mutex);
		sem_post(&limit);
	}
	return arg;
}

int main(void)
{
	pthread_t threads[CROWD], partner;
	int value;

	REQUIRE(sem_init(&ping, 0, 0) == 0 && sem_init(&pong, 0, 0) == 0);
	REQUIRE(sem_init(&tickets, 0, 0) == 0 && sem_init(&limit, 0, 2) == 0);
	partner = start_thread(returns_the_ball, NULL);
	for (int i = 0; i < TURNS; i++) {
		sem_post(&ping);
		sem_wait(&pong);
		if (!CHECK_INT(ball, i + 1))
			break;
	}
	join_thread(partner);
	for (int i = 0; i < CROWD; i++)
		threads[i] = start_thread(takes_tickets, NULL);
	for (int i = 0; i < CROWD * 50; i++)
		CHECK_INT(sem_post(&tickets), 0);
	for (int i = 0; i < CROWD; i++)
		join_thread(threads[i]);
	CHECK_INT(taken, CROWD * 50);
	CHECK(most >= 1 && most <= 2);
	CHECK_INT(sem_getvalue(&tickets, &value), 0);
	CHECK_INT(value, 0);
	return check_status();
}

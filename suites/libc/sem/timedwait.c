/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX sem_timedwait: never early, invalid times, a post in time, a passed time with a free semaphore */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <semaphore.h>

static sem_t sem;

static void *posts(void *arg)
{
	(void)arg;
	sleep_ms(5);
	sem_post(&sem);
	return NULL;
}

int main(void)
{
	struct timespec soon = after_ms(CLOCK_REALTIME, 20), past = after_ms(CLOCK_REALTIME, -500);
	struct timespec late = after_ms(CLOCK_REALTIME, 20000), bad = {late.tv_sec, 1000000000};
	pthread_t thread;

	REQUIRE(sem_init(&sem, 0, 1) == 0);
	CHECK_INT(sem_timedwait(&sem, &past), 0); /* free: the time does not matter */
	errno = 0;
	CHECK_INT(sem_timedwait(&sem, &soon), -1);
	CHECK_INT(errno, ETIMEDOUT);
	CHECK(is_past(CLOCK_REALTIME, soon));
	errno = 0;
	CHECK_INT(sem_timedwait(&sem, &past), -1);
	CHECK_INT(errno, ETIMEDOUT);
	errno = 0;
	CHECK_INT(sem_timedwait(&sem, &bad), -1);
	CHECK_INT(errno, EINVAL);
	thread = start_thread(posts, NULL);
	CHECK_INT(sem_timedwait(&sem, &late), 0);
	join_thread(thread);
	sem_post(&sem);
	CHECK_INT(sem_timedwait(&sem, &past), 0);
	CHECK_INT(sem_destroy(&sem), 0);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX timer_create SIGEV_THREAD: the function is called as the start of a thread, with the value, each time the timer expires */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <semaphore.h>
#include <signal.h>

static sem_t called;
static pthread_t initial;

static void function(union sigval value)
{
	CHECK_INT(value.sival_int, 99);
	CHECK(!pthread_equal(pthread_self(), initial));
	sem_post(&called);
}

int main(void)
{
	struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_value.sival_int = 99};
	struct itimerspec when = {{0, 5 * MS_IN_NS}, {0, 5 * MS_IN_NS}};
	struct timespec until = after_ms(CLOCK_MONOTONIC, 15);
	timer_t timer;

	initial = pthread_self();
	event.sigev_notify_function = function;
	REQUIRE(sem_init(&called, 0, 0) == 0);
	REQUIRE(timer_create(CLOCK_MONOTONIC, &event, &timer) == 0);
	CHECK_INT(timer_settime(timer, 0, &when, NULL), 0);
	for (int i = 0; i < 3; i++)
		while (sem_wait(&called) != 0)
			continue;
	CHECK(is_past(CLOCK_MONOTONIC, until));
	CHECK_INT(timer_delete(timer), 0);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX sigaction SA_RESTART, XSH 2.3 EINTR: a blocked read goes on or fails, sleeping is always interrupted */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <semaphore.h>
#include <signal.h>
#include <unistd.h>

static int ends[2];
static sem_t in_handler, reading;
static ssize_t result;
static int result_errno;

static void handler(int signo)
{
	(void)signo;
	sem_post(&in_handler);
}

static void *reads(void *arg)
{
	char c = 0;

	sem_post(&reading);
	errno = 0;
	result = read(ends[0], &c, 1);
	result_errno = errno;
	*(char *)arg = c;
	return NULL;
}

/* Signals the reader until its handler has run and it either gave up or blocks again. */
static void interrupted_read(int flags)
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
	pthread_t thread;
	char got = 0;

	REQUIRE(sigaction(SIGUSR1, &action, NULL) == 0);
	thread = start_thread(reads, &got);
	sem_wait(&reading);
	sleep_ms(10);
	CHECK_INT(pthread_kill(thread, SIGUSR1), 0);
	while (sem_wait(&in_handler) != 0)
		continue;
	sleep_ms(5);
	CHECK_INT(write(ends[1], "x", 1), 1);
	join_thread(thread);
	if (flags & SA_RESTART) {
		CHECK_INT(result, 1);
		CHECK_INT(got, 'x');
	} else if (result == -1) {
		CHECK_INT(result_errno, EINTR);
		CHECK_INT(read(ends[0], &got, 1), 1);
	} else {
		CHECK_INT(result, 1); /* the signal came before the read had begun */
	}
}

static volatile int awake;

/* More than once: the first may come before the sleep has begun. */
static void *sends_until_awake(void *arg)
{
	while (!awake) {
		sleep_ms(5);
		CHECK_INT(pthread_kill(*(pthread_t *)arg, SIGUSR1), 0);
	}
	return NULL;
}

static void interrupted_sleep(void)
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
	struct timespec left = {0, 0};
	pthread_t self = pthread_self(), sender;

	REQUIRE(sigaction(SIGUSR1, &action, NULL) == 0);
	sender = start_thread(sends_until_awake, &self);

	errno = 0;
	CHECK_INT(nanosleep(&(struct timespec){20, 0}, &left), -1); /* SA_RESTART does not matter */
	CHECK_INT(errno, EINTR);
	CHECK(left.tv_sec > 0 && left.tv_sec < 20);
	awake = 1;
	join_thread(sender);
}

int main(void)
{
	REQUIRE(pipe(ends) == 0 && sem_init(&in_handler, 0, 0) == 0 && sem_init(&reading, 0, 0) == 0);
	interrupted_read(SA_RESTART);
	interrupted_read(0);
	interrupted_sleep();
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX XSH 2.9.5.2 cancellation points: each blocking call ends by cancellation, requested before it is entered and while it blocks */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <fcntl.h>
#include <poll.h>
#include <semaphore.h>
#include <signal.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

static int empty_pipe[2], full_pipe[2];
static sem_t never, about_to;
static pthread_t sleeper;

static void call_read(void) { char c; if (read(empty_pipe[0], &c, 1) != 1) return; }
static void call_write(void) { if (write(full_pipe[1], "x", 1) != 1) return; }
static void call_nanosleep(void) { nanosleep(&(struct timespec){30, 0}, NULL); }
static void call_clock_nanosleep(void) { clock_nanosleep(CLOCK_MONOTONIC, 0, &(struct timespec){30, 0}, NULL); }
static void call_sleep(void) { sleep(30); }
static void call_sem_wait(void) { sem_wait(&never); }
static void call_sem_timedwait(void) { struct timespec t = after_ms(CLOCK_REALTIME, 30000); sem_timedwait(&never, &t); }
static void call_poll(void) { struct pollfd p = {empty_pipe[0], POLLIN, 0}; poll(&p, 1, 30000); }
static void call_pause(void) { pause(); }
static void call_sigsuspend(void) { sigset_t s; sigemptyset(&s); sigsuspend(&s); }
static void call_pthread_join(void) { pthread_join(sleeper, NULL); }

static void call_select(void)
{
	struct timeval t = {30, 0};
	fd_set set;

	FD_ZERO(&set);
	FD_SET(empty_pipe[0], &set);
	select(empty_pipe[0] + 1, &set, NULL, NULL, &t);
}

static void call_sigwait(void)
{
	sigset_t set;
	int signo;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	sigwait(&set, &signo);
}

static const struct point {
	const char *name;
	void (*call)(void);
} POINTS[] = {
	{"read", call_read}, {"write", call_write}, {"nanosleep", call_nanosleep}, {"clock_nanosleep", call_clock_nanosleep},
	{"sleep", call_sleep}, {"sem_wait", call_sem_wait}, {"sem_timedwait", call_sem_timedwait}, {"poll", call_poll},
	{"pause", call_pause}, {"sigsuspend", call_sigsuspend}, {"pthread_join", call_pthread_join}, {"select", call_select},
	{"sigwait", call_sigwait},
};

static void *cancelled_before(void *arg)
{
	const struct point *point = arg;

	pthread_cancel(pthread_self());
	point->call();
	CHECK(point == NULL); /* came back */
	return NULL;
}

static void *cancelled_inside(void *arg)
{
	const struct point *point = arg;

	sem_post(&about_to);
	point->call();
	CHECK(point == NULL);
	return NULL;
}

static void *sleeps(void *arg)
{
	sleep(30);
	return arg;
}

static void prepare(void)
{
	char block[4096];

	memset(block, 'x', sizeof(block));
	REQUIRE(sem_init(&never, 0, 0) == 0 && sem_init(&about_to, 0, 0) == 0);
	REQUIRE(pipe(empty_pipe) == 0 && pipe(full_pipe) == 0);
	REQUIRE(fcntl(full_pipe[1], F_SETFL, O_NONBLOCK) == 0);
	while (write(full_pipe[1], block, sizeof(block)) > 0 || write(full_pipe[1], block, 1) > 0)
		continue;
	REQUIRE(fcntl(full_pipe[1], F_SETFL, 0) == 0);
	sleeper = start_thread(sleeps, NULL);
}

int main(void)
{
	prepare();
	for (unsigned i = 0; i < sizeof(POINTS) / sizeof(*POINTS); i++) {
		pthread_t thread;

		check_row(POINTS[i].name, 0);
		thread = start_thread(cancelled_before, (void *)&POINTS[i]);
		CHECK_PTR(join_thread(thread), PTHREAD_CANCELED);
		check_row(POINTS[i].name, 1);
		thread = start_thread(cancelled_inside, (void *)&POINTS[i]);
		sem_wait(&about_to);
		sleep_ms(2);
		CHECK_INT(pthread_cancel(thread), 0);
		CHECK_PTR(join_thread(thread), PTHREAD_CANCELED);
	}
	pthread_cancel(sleeper);
	join_thread(sleeper);
	return check_status();
}

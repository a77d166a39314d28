/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX setitimer, getitimer, alarm: once and repeatedly, remaining time, cancelled, never early */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

static volatile sig_atomic_t calls;

static void handler(int signo)
{
	CHECK_INT(signo, SIGALRM);
	calls++;
}

/* With SIGALRM blocked outside of the wait: no signal is lost. */
static void until_calls(int n)
{
	sigset_t none;

	sigemptyset(&none);
	while (calls < n)
		sigsuspend(&none);
}

static void once(void)
{
	struct itimerval timer = {.it_value = {0, 20000}}, left;
	struct timespec until = after_ms(CLOCK_MONOTONIC, 20);

	calls = 0;
	CHECK_INT(setitimer(ITIMER_REAL, &timer, NULL), 0);
	CHECK_INT(getitimer(ITIMER_REAL, &left), 0);
	CHECK(left.it_value.tv_sec == 0 && left.it_value.tv_usec <= 20000);
	until_calls(1);
	CHECK(is_past(CLOCK_MONOTONIC, until));
	CHECK_INT(getitimer(ITIMER_REAL, &left), 0);
	CHECK_INT(left.it_value.tv_sec, 0);
	CHECK_INT(left.it_value.tv_usec, 0);
}

static void repeatedly(void)
{
	struct itimerval timer = {{0, 4000}, {0, 4000}}, off = {{0, 0}, {0, 0}}, old;
	struct timespec until = after_ms(CLOCK_MONOTONIC, 20);

	calls = 0;
	CHECK_INT(setitimer(ITIMER_REAL, &timer, NULL), 0);
	until_calls(5);
	CHECK(is_past(CLOCK_MONOTONIC, until));
	CHECK_INT(setitimer(ITIMER_REAL, &off, &old), 0);
	CHECK_INT(old.it_interval.tv_usec, 4000);
}

static void alarms(void)
{
	CHECK_UINT(alarm(100), 0);
	CHECK(alarm(50) >= 99);
	CHECK(alarm(0) >= 49);
	CHECK_UINT(alarm(0), 0);
}

int main(void)
{
	struct sigaction action = {.sa_handler = handler};
	struct itimerval bad = {.it_value = {0, 1000000}};
	sigset_t set;

	REQUIRE(sigaction(SIGALRM, &action, NULL) == 0);
	sigemptyset(&set);
	sigaddset(&set, SIGALRM);
	REQUIRE(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
	once();
	repeatedly();
	alarms();
	errno = 0;
	CHECK_INT(setitimer(ITIMER_REAL, &bad, NULL), -1);
	CHECK_INT(errno, EINVAL);
	CHECK_INT(setitimer(77, &(struct itimerval){.it_value = {1, 0}}, NULL), -1);
	return check_status();
}

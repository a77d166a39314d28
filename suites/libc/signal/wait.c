/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX sigwait, sigwaitinfo, sigtimedwait: take blocked signals without a handler, with their values, and give up in time */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <signal.h>
#include <unistd.h>

static sigset_t set;

static void takes_what_is_pending(void)
{
	sigset_t pending;
	siginfo_t info;
	int signo = 0;

	raise(SIGUSR1);
	CHECK_INT(sigwait(&set, &signo), 0);
	CHECK_INT(signo, SIGUSR1);
	CHECK_INT(sigpending(&pending), 0);
	CHECK_INT(sigismember(&pending, SIGUSR1), 0);
	CHECK_INT(sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = 4242}), 0);
	CHECK_INT(sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = 4243}), 0);
	CHECK_INT(sigwaitinfo(&set, &info), SIGRTMIN);
	CHECK_INT(info.si_signo, SIGRTMIN);
	CHECK_INT(info.si_code, SI_QUEUE);
	CHECK_INT(info.si_value.sival_int, 4242);
	CHECK_INT(sigwaitinfo(&set, NULL), SIGRTMIN);
}

static void gives_up(void)
{
	struct timespec until = after_ms(CLOCK_MONOTONIC, 15), wait = {0, 15 * MS_IN_NS}, none = {0, 0}, bad = {0, -1};

	errno = 0;
	CHECK_INT(sigtimedwait(&set, NULL, &wait), -1);
	CHECK_INT(errno, EAGAIN);
	CHECK(is_past(CLOCK_MONOTONIC, until));
	errno = 0;
	CHECK_INT(sigtimedwait(&set, NULL, &none), -1);
	CHECK_INT(errno, EAGAIN);
	errno = 0;
	CHECK_INT(sigtimedwait(&set, NULL, &bad), -1);
	CHECK_INT(errno, EINVAL);
	raise(SIGUSR2);
	CHECK_INT(sigtimedwait(&set, NULL, &none), SIGUSR2);
}

static void *waits(void *arg)
{
	int signo = 0;

	CHECK_INT(sigwait(&set, &signo), 0);
	*(int *)arg = signo;
	return NULL;
}

int main(void)
{
	pthread_t thread;
	int got = 0;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGUSR2);
	sigaddset(&set, SIGRTMIN);
	REQUIRE(pthread_sigmask(SIG_BLOCK, &set, NULL) == 0);
	takes_what_is_pending();
	gives_up();
	thread = start_thread(waits, &got);
	sleep_ms(5);
	CHECK_INT(kill(getpid(), SIGUSR2), 0); /* to the process: the waiter takes it */
	join_thread(thread);
	CHECK_INT(got, SIGUSR2);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX sigsuspend: the mask is exchanged while waiting, a pending signal comes at once, the old mask is back afterwards */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <signal.h>

static volatile sig_atomic_t calls, blocked_inside;

static void handler(int signo)
{
	sigset_t now;

	(void)signo;
	calls++;
	sigprocmask(SIG_BLOCK, NULL, &now);
	blocked_inside = sigismember(&now, SIGUSR2);
}

static void *sends(void *arg)
{
	sleep_ms(5);
	CHECK_INT(pthread_kill(*(pthread_t *)arg, SIGUSR1), 0);
	return NULL;
}

int main(void)
{
	struct sigaction action = {.sa_handler = handler};
	pthread_t self = pthread_self(), sender;
	sigset_t one, other, now;

	REQUIRE(sigaction(SIGUSR1, &action, NULL) == 0);
	sigemptyset(&one);
	sigaddset(&one, SIGUSR1);
	sigemptyset(&other);
	sigaddset(&other, SIGUSR2);
	CHECK_INT(sigprocmask(SIG_BLOCK, &one, NULL), 0);
	raise(SIGUSR1);
	CHECK_INT(calls, 0);
	errno = 0;
	CHECK_INT(sigsuspend(&other), -1);
	CHECK_INT(errno, EINTR);
	CHECK_INT(calls, 1);
	CHECK_INT(blocked_inside, 1); /* the mask of the wait holds in the handler */
	CHECK_INT(sigprocmask(SIG_BLOCK, NULL, &now), 0);
	CHECK_INT(sigismember(&now, SIGUSR1), 1);
	CHECK_INT(sigismember(&now, SIGUSR2), 0);
	sender = start_thread(sends, &self);
	CHECK_INT(sigsuspend(&other), -1);
	CHECK_INT(errno, EINTR);
	CHECK_INT(calls, 2);
	join_thread(sender);
	return check_status();
}

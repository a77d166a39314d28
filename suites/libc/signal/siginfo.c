/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX sigaction SA_SIGINFO, sigqueue: who sent it, with which value; queued signals all arrive in order */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t calls, codes[8], values[8], signals[8];
static volatile pid_t sender;

static void handler(int signo, siginfo_t *info, void *context)
{
	if (calls < 8) {
		signals[calls] = signo;
		codes[calls] = info->si_code;
		values[calls] = info->si_value.sival_int;
	}
	CHECK_INT(info->si_signo, signo);
	CHECK(context != NULL);
	sender = info->si_pid;
	calls++;
}

static void by_kill(void)
{
	calls = 0;
	CHECK_INT(kill(getpid(), SIGUSR1), 0);
	CHECK_INT(calls, 1);
	CHECK_INT(codes[0], SI_USER);
	CHECK_INT(sender, getpid());
}

static void queued(int signo)
{
	sigset_t set, old;

	sigemptyset(&set);
	sigaddset(&set, signo);
	calls = 0;
	CHECK_INT(sigprocmask(SIG_BLOCK, &set, &old), 0);
	for (int i = 0; i < 5; i++)
		CHECK_INT(sigqueue(getpid(), signo, (union sigval){.sival_int = 100 + i}), 0);
	CHECK_INT(calls, 0);
	CHECK_INT(sigprocmask(SIG_SETMASK, &old, NULL), 0);
	CHECK_INT(calls, 5);
	for (int i = 0; i < 5; i++) {
		CHECK_INT(codes[i], SI_QUEUE);
		CHECK_INT(values[i], 100 + i);
		CHECK_INT(signals[i], signo);
	}
	CHECK_INT(sender, getpid());
}

static void lowest_number_first(void)
{
	sigset_t set, old;

	sigemptyset(&set);
	for (int i = 0; i < 3; i++)
		sigaddset(&set, SIGRTMIN + i);
	calls = 0;
	CHECK_INT(sigprocmask(SIG_BLOCK, &set, &old), 0);
	for (int i = 2; i >= 0; i--)
		CHECK_INT(sigqueue(getpid(), SIGRTMIN + i, (union sigval){.sival_int = i}), 0);
	sigprocmask(SIG_SETMASK, &old, NULL);
	CHECK_INT(calls, 3);
}

int main(void)
{
	struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};

	sigfillset(&action.sa_mask);
	REQUIRE(sigaction(SIGUSR1, &action, NULL) == 0);
	for (int i = 0; i < 3; i++)
		REQUIRE(sigaction(SIGRTMIN + i, &action, NULL) == 0);
	by_kill();
	queued(SIGRTMIN + 1);
	lowest_number_first();
	errno = 0;
	CHECK_INT(sigqueue(getpid(), 5000, (union sigval){.sival_int = 0}), -1);
	CHECK_INT(errno, EINVAL);
	CHECK_INT(sigqueue(getpid(), 0, (union sigval){.sival_int = 0}), 0); /* asks only */
	return check_status();
}

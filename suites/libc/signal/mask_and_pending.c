/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX sigprocmask, sigpending: blocked signals wait, once each, and come before sigprocmask returns; SIGKILL cannot be blocked */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <signal.h>

static volatile sig_atomic_t calls[3];

static void handler(int signo)
{
	calls[signo == SIGUSR1 ? 1 : 2]++;
}

static int is_pending(int signo)
{
	sigset_t set;

	sigemptyset(&set);
	CHECK_INT(sigpending(&set), 0);
	return sigismember(&set, signo);
}

int main(void)
{
	struct sigaction action = {.sa_handler = handler};
	sigset_t both, one, old;

	REQUIRE(sigaction(SIGUSR1, &action, NULL) == 0 && sigaction(SIGUSR2, &action, NULL) == 0);
	sigemptyset(&one);
	sigaddset(&one, SIGUSR1);
	both = one;
	sigaddset(&both, SIGUSR2);
	CHECK_INT(sigprocmask(SIG_BLOCK, &both, &old), 0);
	CHECK_INT(sigismember(&old, SIGUSR1), 0);
	for (int i = 0; i < 3; i++)
		CHECK_INT(raise(SIGUSR1), 0);
	CHECK_INT(raise(SIGUSR2), 0);
	CHECK_INT(calls[1] + calls[2], 0);
	CHECK_INT(is_pending(SIGUSR1), 1);
	CHECK_INT(is_pending(SIGUSR2), 1);
	CHECK_INT(is_pending(SIGTERM), 0);
	CHECK_INT(sigprocmask(SIG_UNBLOCK, &one, &old), 0);
	CHECK_INT(calls[1], 1); /* three were raised, one was kept */
	CHECK_INT(calls[2], 0);
	CHECK_INT(sigismember(&old, SIGUSR1), 1);
	CHECK_INT(is_pending(SIGUSR1), 0);
	CHECK_INT(signal(SIGUSR2, SIG_IGN) == handler, 1); /* ignoring drops what is pending */
	CHECK_INT(is_pending(SIGUSR2), 0);
	CHECK(signal(SIGUSR2, handler) == SIG_IGN);
	sigfillset(&both);
	CHECK_INT(sigprocmask(SIG_SETMASK, &both, NULL), 0);
	CHECK_INT(sigprocmask(SIG_BLOCK, NULL, &old), 0);
	CHECK_INT(sigismember(&old, SIGUSR2), 1);
	CHECK_INT(sigismember(&old, SIGKILL), 0);
	CHECK_INT(sigismember(&old, SIGSTOP), 0);
	sigemptyset(&both);
	CHECK_INT(sigprocmask(SIG_SETMASK, &both, NULL), 0);
	CHECK_INT(calls[2], 0);
	errno = 0;
	CHECK_INT(sigprocmask(4711, &both, NULL), -1);
	CHECK_INT(errno, EINVAL);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX sigaction, raise: old actions, handlers run before raise returns, ignoring, default of SIGCHLD, signals that cannot be caught */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t last, calls;

static void handler(int signo)
{
	last = signo;
	calls++;
}

static void each_signal(void)
{
	static const int signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGUSR1, SIGSEGV, SIGUSR2, SIGPIPE,
				      SIGALRM, SIGTERM, SIGCHLD, SIGCONT, SIGTSTP, SIGTTIN, SIGTTOU, SIGURG, SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF, SIGSYS};
	struct sigaction action = {.sa_handler = handler}, old;

	for (unsigned i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		check_row("signal", signals[i]);
		CHECK_INT(sigaction(signals[i], &action, &old), 0);
		CHECK(old.sa_handler == SIG_DFL);
		calls = 0;
		CHECK_INT(raise(signals[i]), 0);
		CHECK_INT(calls, 1);
		CHECK_INT(last, signals[i]);
		CHECK_INT(sigaction(signals[i], NULL, &old), 0);
		CHECK(old.sa_handler == handler);
	}
	check_row(NULL, 0);
}

static void ignored_and_default(void)
{
	struct sigaction action = {.sa_handler = SIG_IGN}, old;

	calls = 0;
	CHECK_INT(sigaction(SIGTERM, &action, &old), 0);
	CHECK(old.sa_handler == handler);
	CHECK_INT(raise(SIGTERM), 0);
	action.sa_handler = SIG_DFL;
	CHECK_INT(sigaction(SIGCHLD, &action, NULL), 0);
	CHECK_INT(raise(SIGCHLD), 0); /* its default is to be ignored */
	CHECK_INT(sigaction(SIGURG, &action, NULL), 0);
	CHECK_INT(raise(SIGURG), 0);
	CHECK_INT(calls, 0);
	CHECK(signal(SIGTERM, handler) == SIG_IGN);
	CHECK_INT(kill(getpid(), SIGTERM), 0); /* to the own process: before kill() returns (XSH kill) */
	CHECK_INT(calls, 1);
}

int main(void)
{
	struct sigaction action = {.sa_handler = handler};

	each_signal();
	ignored_and_default();
	errno = 0;
	CHECK_INT(sigaction(SIGKILL, &action, NULL), -1);
	CHECK_INT(errno, EINVAL);
	CHECK_INT(sigaction(SIGSTOP, &action, NULL), -1);
	CHECK_INT(sigaction(0, &action, NULL), -1);
	CHECK_INT(sigaction(1000, &action, NULL), -1);
	CHECK(signal(SIGKILL, handler) == SIG_ERR);
	errno = 0;
	CHECK(raise(1000) != 0);
	CHECK_INT(errno, EINVAL);
	CHECK_INT(kill(getpid(), 0), 0);
	CHECK_INT(kill(getpid(), 1000), -1);
	return check_status();
}

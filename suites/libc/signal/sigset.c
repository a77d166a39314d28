/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX sigemptyset, sigfillset, sigaddset, sigdelset, sigismember: every signal number, and numbers that are none */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <signal.h>
#include <string.h>

static const int SIGNALS[] = {SIGABRT, SIGALRM, SIGBUS, SIGCHLD, SIGCONT, SIGFPE, SIGHUP, SIGILL, SIGINT, SIGKILL, SIGPIPE, SIGQUIT, SIGSEGV,
			      SIGSTOP, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR1, SIGUSR2, SIGSYS, SIGTRAP, SIGURG, SIGVTALRM, SIGXCPU, SIGXFSZ};
#define COUNT (sizeof(SIGNALS) / sizeof(*SIGNALS))

static int members(const sigset_t *set)
{
	int n = 0;

	for (unsigned i = 0; i < COUNT; i++)
		n += sigismember(set, SIGNALS[i]);
	return n;
}

int main(void)
{
	sigset_t set;

	memset(&set, 0x5a, sizeof(set));
	CHECK_INT(sigemptyset(&set), 0);
	CHECK_INT(members(&set), 0);
	for (unsigned i = 0; i < COUNT; i++) {
		CHECK_INT(sigaddset(&set, SIGNALS[i]), 0);
		CHECK_INT(sigismember(&set, SIGNALS[i]), 1);
		CHECK_INT(members(&set), i + 1);
	}
	CHECK_INT(sigaddset(&set, SIGABRT), 0);
	CHECK_INT(members(&set), COUNT);
	CHECK_INT(sigfillset(&set), 0);
	CHECK_INT(members(&set), COUNT);
	for (unsigned i = 0; i < COUNT; i++) {
		CHECK_INT(sigdelset(&set, SIGNALS[i]), 0);
		CHECK_INT(sigismember(&set, SIGNALS[i]), 0);
		CHECK_INT(members(&set), COUNT - 1 - i);
	}
	CHECK_INT(sigemptyset(&set), 0);
	for (int signo = SIGRTMIN; signo <= SIGRTMAX; signo++) {
		CHECK_INT(sigaddset(&set, signo), 0);
		CHECK_INT(sigismember(&set, signo), 1);
	}
	CHECK(SIGRTMAX - SIGRTMIN >= 7);
	errno = 0;
	CHECK_INT(sigaddset(&set, 0), -1);
	CHECK_INT(errno, EINVAL);
	CHECK_INT(sigdelset(&set, -1), -1);
	CHECK_INT(sigaddset(&set, 5000), -1);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX sigsetjmp, siglongjmp: the signal mask comes back when it was saved, and only then; out of a handler many times over */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <setjmp.h>
#include <signal.h>

static sigjmp_buf env;
static volatile sig_atomic_t calls;

static int is_blocked(int signo)
{
	sigset_t now;

	CHECK_INT(sigprocmask(SIG_BLOCK, NULL, &now), 0);
	return sigismember(&now, signo);
}

static void set_blocked(int how)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	CHECK_INT(sigprocmask(how, &set, NULL), 0);
}

static void handler(int signo)
{
	(void)signo;
	calls++;
	siglongjmp(env, 3);
}

static void out_of_a_handler(void)
{
	struct sigaction action = {.sa_handler = handler};
	int status;

	REQUIRE(sigaction(SIGUSR1, &action, NULL) == 0);
	status = sigsetjmp(env, 1);
	CHECK_INT(status, calls ? 3 : 0);
	CHECK_INT(is_blocked(SIGUSR1), 0); /* blocked in the handler, not here */
	if (calls < 20)
		raise(SIGUSR1);
	CHECK_INT(calls, 20);
}

int main(void)
{
	int status;

	if (sigsetjmp(env, 1) == 0) {
		set_blocked(SIG_BLOCK);
		CHECK_INT(is_blocked(SIGUSR2), 1);
		siglongjmp(env, 1);
	}
	CHECK_INT(is_blocked(SIGUSR2), 0);
	if (sigsetjmp(env, 0) == 0) {
		set_blocked(SIG_BLOCK);
		siglongjmp(env, 1);
	}
	CHECK_INT(is_blocked(SIGUSR2), 1); /* not saved, not restored */
	if (sigsetjmp(env, 1) == 0) {
		set_blocked(SIG_UNBLOCK);
		siglongjmp(env, 1);
	}
	CHECK_INT(is_blocked(SIGUSR2), 1); /* blocked when it was saved */
	set_blocked(SIG_UNBLOCK);
	status = sigsetjmp(env, 1);
	if (status == 0)
		siglongjmp(env, 0);
	CHECK_INT(status, 1);
	out_of_a_handler();
	return check_status();
}

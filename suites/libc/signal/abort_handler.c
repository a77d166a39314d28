/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.4.1 abort: the handler of SIGABRT is called, and leaving it by a jump prevents the end, each time anew */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>

static sigjmp_buf out;
static volatile sig_atomic_t calls;

static void escapes(int signo)
{
	CHECK_INT(signo, SIGABRT);
	calls++;
	siglongjmp(out, 1);
}

int main(void)
{
	struct sigaction action = {.sa_handler = escapes};
	sigset_t now;

	REQUIRE(sigaction(SIGABRT, &action, NULL) == 0);
	for (int i = 1; i <= 3; i++) {
		if (sigsetjmp(out, 1) == 0)
			abort();
		CHECK_INT(calls, i);
		sigprocmask(SIG_BLOCK, NULL, &now);
		CHECK_INT(sigismember(&now, SIGABRT), 0);
	}
	if (sigsetjmp(out, 1) == 0)
		raise(SIGABRT);
	CHECK_INT(calls, 4);
	return check_status();
}

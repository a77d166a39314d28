/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX sigaction sa_mask, SA_NODEFER, SA_RESETHAND: what is blocked while a handler runs, and what the action is afterwards */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <signal.h>
#include <string.h>

static volatile sig_atomic_t depth, deepest, raises;
static char trace[20];

static void note(char c)
{
	size_t n = strlen(trace);

	if (n < sizeof(trace) - 1)
		trace[n] = c;
}

/* Raises its own signal once more, and SIGUSR2. */
static void handler(int signo)
{
	note('(');
	if (++depth > deepest)
		deepest = depth;
	if (raises-- > 0) {
		raise(signo);
		raise(SIGUSR2);
	}
	depth--;
	note(')');
}

static void other(int signo)
{
	(void)signo;
	note('2');
}

static void with_flags(int flags, int mask_other, const char *order, int depth_wanted)
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = flags}, second = {.sa_handler = other};
	sigset_t now;

	sigemptyset(&action.sa_mask);
	if (mask_other)
		sigaddset(&action.sa_mask, SIGUSR2);
	memset(trace, 0, sizeof(trace));
	depth = deepest = 0;
	raises = 1;
	REQUIRE(sigaction(SIGUSR1, &action, NULL) == 0 && sigaction(SIGUSR2, &second, NULL) == 0);
	CHECK_INT(raise(SIGUSR1), 0);
	CHECK_STR(trace, order);
	CHECK_INT(deepest, depth_wanted);
	CHECK_INT(sigprocmask(SIG_BLOCK, NULL, &now), 0); /* the mask is as before */
	CHECK_INT(sigismember(&now, SIGUSR1), 0);
	CHECK_INT(sigismember(&now, SIGUSR2), 0);
}

static void resets(void)
{
	struct sigaction action = {.sa_handler = other, .sa_flags = (int)SA_RESETHAND}, old;

	REQUIRE(sigaction(SIGURG, &action, NULL) == 0);
	memset(trace, 0, sizeof(trace));
	CHECK_INT(raise(SIGURG), 0);
	CHECK_INT(raise(SIGURG), 0); /* default: ignored */
	CHECK_STR(trace, "2");
	CHECK_INT(sigaction(SIGURG, NULL, &old), 0);
	CHECK(old.sa_handler == SIG_DFL);
}

int main(void)
{
	with_flags(0, 0, "(2)()", 1); /* the signal itself waits until the handler returns */
	with_flags(SA_NODEFER, 0, "(()2)", 2);
	with_flags(SA_NODEFER, 1, "(())2", 2);
	resets();
	return check_status();
}

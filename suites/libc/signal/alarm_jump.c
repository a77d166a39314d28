/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX siglongjmp from an asynchronous handler: out of a computation, out of blocking calls, again and again */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <setjmp.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

static sigjmp_buf out;
static volatile sig_atomic_t calls;
static int ends[2];

static void handler(int signo)
{
	(void)signo;
	calls++;
	siglongjmp(out, 1);
}

static void computes(void)
{
	volatile unsigned long n = 0;

	for (;;)
		n = n * 3 + 1;
}

static void reads(void)
{
	char c;

	while (read(ends[0], &c, 1) != 1)
		continue;
}

static void sleeps(void)
{
	for (;;)
		nanosleep(&(struct timespec){30, 0}, NULL);
}

static void left_by_a_jump(void (*function)(void))
{
	struct itimerval soon = {.it_value = {0, 1500}};
	volatile int before = calls;
	sigset_t now;

	if (sigsetjmp(out, 1) == 0) {
		CHECK_INT(setitimer(ITIMER_REAL, &soon, NULL), 0);
		function();
	}
	CHECK_INT(calls, before + 1);
	CHECK_INT(sigprocmask(SIG_BLOCK, NULL, &now), 0);
	CHECK_INT(sigismember(&now, SIGALRM), 0);
}

int main(void)
{
	struct sigaction action = {.sa_handler = handler};

	REQUIRE(pipe(ends) == 0 && sigaction(SIGALRM, &action, NULL) == 0);
	for (int i = 0; i < 5; i++) {
		left_by_a_jump(computes);
		left_by_a_jump(reads);
		left_by_a_jump(sleeps);
	}
	CHECK_INT(calls, 15);
	CHECK_INT(write(ends[1], "x", 1), 1);
	reads(); /* the descriptors are as before */
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX sigaltstack, sigaction SA_ONSTACK: handlers run there, SS_ONSTACK and EPERM inside, too small a stack, an overflow survived */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>

#define SIZE (64 * 1024)

static char *stack;
static volatile int on_stack, flags_inside, error_inside;
static sigjmp_buf out;

static int is_on_stack(const volatile void *p)
{
	return (uintptr_t)p >= (uintptr_t)stack && (uintptr_t)p < (uintptr_t)stack + SIZE;
}

static void looks(int signo)
{
	stack_t now, other = {.ss_sp = stack, .ss_size = SIZE};
	volatile int local = signo;

	on_stack = is_on_stack(&local);
	CHECK_INT(sigaltstack(NULL, &now), 0);
	flags_inside = now.ss_flags;
	error_inside = sigaltstack(&other, NULL) == -1 ? errno : 0;
}

static void jumps(int signo)
{
	volatile int local = signo;

	on_stack = is_on_stack(&local);
	siglongjmp(out, 1);
}

static volatile int bottom = 1000; /* no char: never reached */

static int endless(volatile char *above)
{
	volatile char frame[512];

	frame[0] = (char)(above ? above[0] + 1 : 0);
	if (frame[0] == bottom)
		return 0;
	return endless(frame) + frame[0];
}

static void *overflows(void *arg)
{
	stack_t mine = {.ss_sp = stack, .ss_size = SIZE};

	CHECK_INT(sigaltstack(&mine, NULL), 0); /* belongs to the thread */
	on_stack = 0;
	if (sigsetjmp(out, 1) == 0)
		endless(NULL);
	CHECK_INT(on_stack, 1);
	return arg;
}

/* In a thread, whose stack is small. */
static void overflow(void)
{
	struct sigaction action = {.sa_handler = jumps, .sa_flags = SA_ONSTACK};
	pthread_attr_t attr;
	pthread_t thread;

	REQUIRE(sigaction(SIGSEGV, &action, NULL) == 0 && sigaction(SIGBUS, &action, NULL) == 0);
	REQUIRE(pthread_attr_init(&attr) == 0 && pthread_attr_setstacksize(&attr, 2 * SIZE) == 0);
	REQUIRE(pthread_create(&thread, &attr, overflows, NULL) == 0);
	CHECK_INT(pthread_join(thread, NULL), 0);
}

int main(void)
{
	struct sigaction action = {.sa_handler = looks, .sa_flags = SA_ONSTACK};
	stack_t mine, old;

	REQUIRE((stack = malloc(SIZE)) != NULL);
	mine = (stack_t){.ss_sp = stack, .ss_size = SIZE};
	CHECK_INT(sigaltstack(&mine, &old), 0);
	CHECK_INT(old.ss_flags & SS_DISABLE, SS_DISABLE);
	CHECK_INT(sigaltstack(NULL, &old), 0);
	CHECK_PTR(old.ss_sp, stack);
	CHECK_UINT(old.ss_size, SIZE);
	CHECK_INT(old.ss_flags, 0);
	REQUIRE(sigaction(SIGUSR1, &action, NULL) == 0);
	raise(SIGUSR1);
	CHECK_INT(on_stack, 1);
	CHECK_INT(flags_inside, SS_ONSTACK);
	CHECK_INT(error_inside, EPERM);
	action.sa_flags = 0;
	REQUIRE(sigaction(SIGUSR1, &action, NULL) == 0);
	raise(SIGUSR1);
	CHECK_INT(on_stack, 0);
	overflow();
	mine.ss_size = 16;
	errno = 0;
	CHECK_INT(sigaltstack(&mine, NULL), -1);
	CHECK_INT(errno, ENOMEM);
	mine.ss_flags = SS_DISABLE;
	CHECK_INT(sigaltstack(&mine, NULL), 0);
	CHECK_INT(sigaltstack(NULL, &old), 0);
	CHECK_INT(old.ss_flags & SS_DISABLE, SS_DISABLE);
	CHECK_INT(old.ss_size, 0);
	return check_status();
}

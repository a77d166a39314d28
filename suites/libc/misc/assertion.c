/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.2.1.1 assert: silent when true, evaluated once; when false the text with file, line and function goes to stderr, then abort() */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <assert.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static sigjmp_buf out;
static char message[400];

static void handler(int signo)
{
	CHECK_INT(signo, SIGABRT);
	siglongjmp(out, 1);
}

static void fails_here(void)
{
	assert(1 + 1 == 3);
}

static void read_message(int from)
{
	ssize_t len;

	fflush(stderr);
	len = read(from, message, sizeof(message) - 1);
	message[len > 0 ? len : 0] = '\0';
}

int main(void)
{
	struct sigaction action = {.sa_handler = handler};
	int ends[2], old = dup(2), evaluated = 0;

	REQUIRE(sigaction(SIGABRT, &action, NULL) == 0);
	REQUIRE(old >= 0 && pipe(ends) == 0);
	assert(++evaluated == 1);
	CHECK_INT(evaluated, 1);
	REQUIRE(dup2(ends[1], 2) == 2);
	if (sigsetjmp(out, 1) == 0) {
		fails_here();
		CHECK(evaluated == 0); /* must not come back */
	}
	dup2(old, 2);
	close(ends[1]);
	read_message(ends[0]);
	CHECK(strstr(message, "1 + 1 == 3") != NULL);
	CHECK(strstr(message, "assertion.c") != NULL);
	CHECK(strstr(message, "fails_here") != NULL);
	CHECK(strstr(message, "23") != NULL); /* the line */
	return check_status();
}

#define NDEBUG
#include <assert.h>

/* 7.2p1: with NDEBUG nothing is evaluated. */
int never_evaluated(void);
int with_ndebug(void)
{
	assert(never_evaluated());
	return 0;
}

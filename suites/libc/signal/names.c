/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX strsignal, psignal, psiginfo: a description for each signal, written to stderr with the message in front; errno is kept */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char text[300];

static void read_back(int ends[2], int old)
{
	ssize_t len;

	fflush(stderr);
	dup2(old, 2);
	close(old);
	len = read(ends[0], text, sizeof(text) - 1);
	text[len > 0 ? len : 0] = '\0';
	close(ends[0]);
}

static void describe(const char *message)
{
	int ends[2], old = dup(2);

	REQUIRE(old >= 0 && pipe(ends) == 0 && dup2(ends[1], 2) == 2);
	close(ends[1]);
	errno = 1234;
	psignal(SIGTERM, message);
	CHECK_INT(errno, 1234);
	read_back(ends, old);
}

int main(void)
{
	char wanted[200];

	for (int signo = 1; signo < 32; signo++) {
		CHECK(strsignal(signo) != NULL);
		CHECK(strlen(strsignal(signo)) > 0);
	}
	CHECK(strcmp(strsignal(SIGSEGV), "") != 0);
	snprintf(wanted, sizeof(wanted), "message: %s\n", strsignal(SIGTERM));
	describe("message");
	CHECK_STR(text, wanted);
	snprintf(wanted, sizeof(wanted), "%s\n", strsignal(SIGTERM));
	describe(NULL);
	CHECK_STR(text, wanted);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 strsignal: each signal has a text of its own. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <signal.h>
#include <string.h>

static const int numbers[] = {
	SIGABRT, SIGALRM, SIGBUS,  SIGCHLD, SIGCONT, SIGFPE,  SIGHUP,
	SIGILL,	 SIGINT,  SIGKILL, SIGPIPE, SIGQUIT, SIGSEGV, SIGSTOP,
	SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR1, SIGUSR2, SIGSYS,
	SIGTRAP, SIGURG,  SIGXCPU, SIGXFSZ, SIGPROF, SIGVTALRM,
};

int main(void)
{
	size_t count = sizeof(numbers) / sizeof(*numbers), i, j;
	char text[128];

	for (i = 0; i < count; i++) {
		check_row("signal", numbers[i]);
		REQUIRE(strsignal(numbers[i]) != NULL);
		REQUIRE(strlen(strsignal(numbers[i])) < sizeof(text));
		strcpy(text, strsignal(numbers[i]));
		CHECK(text[0] != 0);
		for (j = 0; j < i; j++)
			CHECK(strcmp(text, strsignal(numbers[j])) != 0);
	}
	return check_status();
}

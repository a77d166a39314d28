/* SPDX-License-Identifier: BSD-3-Clause */
/* Nothing of the program before is left: files, actions of signals, descriptors,
 * variables; this one leaves as much as it can. See fresh/two.c.
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "expect.h"

static int counter = 5;

int main(void)
{
	struct rlimit limit = {20, 30};
	struct sigaction action;
	sigset_t mask;

	EXPECT(counter++ == 5);
	EXPECT(access("left_behind", F_OK) != 0);
	EXPECT(fcntl(9, F_GETFD) < 0);
	sigaction(SIGUSR1, NULL, &action);
	EXPECT(action.sa_handler == SIG_DFL);
	sigprocmask(SIG_BLOCK, NULL, &mask);
	EXPECT(!sigismember(&mask, SIGUSR2));
	getrlimit(RLIMIT_NOFILE, &limit);
	EXPECT(limit.rlim_cur > 20);

	close(creat("left_behind", 0600));
	dup2(1, 9);
	signal(SIGUSR1, SIG_IGN);
	sigaddset(&mask, SIGUSR2);
	sigprocmask(SIG_BLOCK, &mask, NULL);
	limit.rlim_cur = 20;
	setrlimit(RLIMIT_NOFILE, &limit);
	return EXPECT_STATUS();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX XSH 2.4.3: handlers of different signals interrupt each other, each returns to where it came from, errno is theirs to keep */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <signal.h>
#include <string.h>

static const int SIGNALS[] = {SIGUSR1, SIGUSR2, SIGTERM, SIGINT, SIGHUP, SIGALRM};
#define COUNT 6

static volatile sig_atomic_t depth, deepest, out_of_order;
static volatile int order[2 * COUNT], used;

static void handler(int signo)
{
	int saved = errno, level = 0;
	volatile char local[200];

	while (SIGNALS[level] != signo)
		level++;
	memset((char *)local, level, sizeof(local));
	order[used++] = signo;
	if (++depth > deepest)
		deepest = depth;
	errno = 1000 + level;
	if (level + 1 < COUNT)
		raise(SIGNALS[level + 1]);
	out_of_order += errno != 1000 + level; /* the inner ones put it back */
	for (unsigned i = 0; i < sizeof(local); i++)
		out_of_order += local[i] != level;
	depth--;
	order[used++] = signo;
	errno = saved;
}

int main(void)
{
	struct sigaction action = {.sa_handler = handler};

	for (int i = 0; i < COUNT; i++)
		REQUIRE(sigaction(SIGNALS[i], &action, NULL) == 0);
	for (int round = 0; round < 10; round++) {
		used = depth = deepest = 0;
		errno = 77;
		CHECK_INT(raise(SIGNALS[0]), 0);
		CHECK_INT(errno, 77);
		CHECK_INT(deepest, COUNT);
		CHECK_INT(used, 2 * COUNT);
		for (int i = 0; i < COUNT; i++) {
			CHECK_INT(order[i], SIGNALS[i]);
			CHECK_INT(order[2 * COUNT - 1 - i], SIGNALS[i]);
		}
	}
	CHECK_INT(out_of_order, 0);
	CHECK_INT(depth, 0);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX select, pselect, FD_SET and its kin: sets are replaced by what is ready, counts, timeouts, EBADF, a signal mask for the wait */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <signal.h>
#include <sys/select.h>
#include <unistd.h>

static volatile sig_atomic_t calls;

static void handler(int signo)
{
	(void)signo;
	calls++;
}

static void macros(void)
{
	fd_set set;

	FD_ZERO(&set);
	for (int fd = 0; fd < FD_SETSIZE; fd++)
		if (FD_ISSET(fd, &set))
			CHECK_INT(fd, -1);
	FD_SET(0, &set);
	FD_SET(FD_SETSIZE - 1, &set);
	FD_SET(65, &set);
	CHECK(FD_ISSET(0, &set) && FD_ISSET(65, &set) && FD_ISSET(FD_SETSIZE - 1, &set) && !FD_ISSET(64, &set));
	FD_CLR(65, &set);
	CHECK(!FD_ISSET(65, &set) && FD_ISSET(0, &set));
}

static void with_mask(int fd)
{
	struct sigaction action = {.sa_handler = handler};
	struct timespec long_time = {20, 0};
	sigset_t block, none;
	fd_set in;

	REQUIRE(sigaction(SIGUSR1, &action, NULL) == 0);
	sigemptyset(&none);
	sigemptyset(&block);
	sigaddset(&block, SIGUSR1);
	REQUIRE(sigprocmask(SIG_BLOCK, &block, NULL) == 0);
	raise(SIGUSR1);
	FD_ZERO(&in);
	FD_SET(fd, &in);
	errno = 0;
	CHECK_INT(pselect(fd + 1, &in, NULL, NULL, &long_time, &none), -1); /* the signal comes inside */
	CHECK_INT(errno, EINTR);
	CHECK_INT(calls, 1);
}

int main(void)
{
	struct timeval soon = {0, 20000}, zero = {0, 0};
	struct timespec until = after_ms(CLOCK_MONOTONIC, 20);
	fd_set in, out;
	int a[2], b[2];

	macros();
	REQUIRE(pipe(a) == 0 && pipe(b) == 0);
	CHECK_INT(write(b[1], "x", 1), 1);
	FD_ZERO(&in);
	FD_ZERO(&out);
	FD_SET(a[0], &in);
	FD_SET(b[0], &in);
	FD_SET(a[1], &out);
	CHECK_INT(select(b[1] + 1, &in, &out, NULL, &zero), 2);
	CHECK(!FD_ISSET(a[0], &in) && FD_ISSET(b[0], &in) && FD_ISSET(a[1], &out));
	FD_ZERO(&in);
	FD_SET(a[0], &in);
	CHECK_INT(select(a[0] + 1, &in, NULL, NULL, &soon), 0);
	CHECK(is_past(CLOCK_MONOTONIC, until));
	CHECK(!FD_ISSET(a[0], &in));
	close(b[0]);
	FD_SET(b[0], &in);
	zero = (struct timeval){0, 0};
	errno = 0;
	CHECK_INT(select(b[0] + 1, &in, NULL, NULL, &zero), -1);
	CHECK_INT(errno, EBADF);
	errno = 0;
	CHECK_INT(select(-1, NULL, NULL, NULL, &zero), -1);
	CHECK_INT(errno, EINVAL);
	with_mask(a[0]);
	return check_status();
}

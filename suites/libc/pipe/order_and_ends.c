/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pipe, read, write: bytes in order, end of file when all writers are closed, EPIPE and SIGPIPE when all readers are */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t broken;

static void handler(int signo)
{
	(void)signo;
	broken++;
}

static void no_reader(void)
{
	struct sigaction action = {.sa_handler = handler};
	int ends[2];

	REQUIRE(sigaction(SIGPIPE, &action, NULL) == 0 && pipe(ends) == 0);
	CHECK_INT(close(ends[0]), 0);
	errno = 0;
	CHECK_INT(write(ends[1], "x", 1), -1);
	CHECK_INT(errno, EPIPE);
	CHECK_INT(broken, 1);
	action.sa_handler = SIG_IGN;
	REQUIRE(sigaction(SIGPIPE, &action, NULL) == 0);
	errno = 0;
	CHECK_INT(write(ends[1], "x", 1), -1);
	CHECK_INT(errno, EPIPE);
	CHECK_INT(broken, 1);
	CHECK_INT(close(ends[1]), 0);
}

int main(void)
{
	int ends[2], second;
	char text[20];

	REQUIRE(pipe(ends) == 0);
	CHECK_INT(fcntl(ends[0], F_GETFL) & O_ACCMODE, O_RDONLY);
	CHECK_INT(fcntl(ends[1], F_GETFL) & O_ACCMODE, O_WRONLY);
	CHECK_INT(fcntl(ends[0], F_GETFD), 0);
	CHECK_INT(write(ends[1], "abc", 3), 3);
	CHECK_INT(write(ends[1], "defg", 4), 4);
	CHECK_INT(read(ends[0], text, 2), 2);
	CHECK_MEM(text, "ab", 2);
	CHECK_INT(read(ends[0], text, sizeof(text)), 5); /* what there is, without waiting for more */
	CHECK_MEM(text, "cdefg", 5);
	errno = 0;
	CHECK_INT(write(ends[0], "x", 1), -1);
	CHECK_INT(errno, EBADF);
	CHECK_INT(read(ends[1], text, 1), -1);
	second = dup(ends[1]);
	CHECK_INT(close(ends[1]), 0);
	CHECK_INT(write(second, "z", 1), 1); /* one writer is left */
	CHECK_INT(close(second), 0);
	CHECK_INT(read(ends[0], text, sizeof(text)), 1); /* data first, then the end */
	CHECK_INT(read(ends[0], text, sizeof(text)), 0);
	CHECK_INT(read(ends[0], text, sizeof(text)), 0);
	CHECK_INT(close(ends[0]), 0);
	no_reader();
	return check_status();
}

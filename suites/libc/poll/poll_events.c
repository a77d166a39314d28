/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX poll: readable, writable, hang-up, error and invalid descriptors; ignored entries; timeouts never early */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

static int one(int fd, short events)
{
	struct pollfd p = {fd, events, -1};
	int n = poll(&p, 1, 0);

	CHECK_INT(n, p.revents != 0);
	return p.revents;
}

static void ends_of_a_pipe(void)
{
	static char block[4096];
	int ends[2];
	char c;

	REQUIRE(pipe(ends) == 0 && fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0);
	CHECK_INT(one(ends[0], POLLIN), 0);
	CHECK_INT(one(ends[1], POLLOUT), POLLOUT);
	CHECK_INT(write(ends[1], "x", 1), 1);
	CHECK_INT(one(ends[0], POLLIN), POLLIN);
	CHECK_INT(one(ends[0], 0), 0); /* nothing asked for */
	CHECK_INT(read(ends[0], &c, 1), 1);
	while (write(ends[1], block, sizeof(block)) > 0)
		continue;
	CHECK_INT(one(ends[1], POLLOUT), 0);
	CHECK_INT(close(ends[1]), 0);
	CHECK_INT(one(ends[0], POLLIN) & (POLLIN | POLLHUP), POLLIN | POLLHUP); /* data is left, the writer is gone */
	while (read(ends[0], block, sizeof(block)) > 0)
		continue;
	CHECK_INT(one(ends[0], POLLIN) & POLLHUP, POLLHUP);
	CHECK_INT(one(ends[0], 0), POLLHUP); /* told without being asked */
	CHECK_INT(close(ends[0]), 0);
	REQUIRE(pipe(ends) == 0);
	CHECK_INT(close(ends[0]), 0);
	CHECK_INT(one(ends[1], POLLOUT) & POLLERR, POLLERR);
	CHECK_INT(one(ends[0], POLLIN), POLLNVAL);
	CHECK_INT(one(-1, POLLIN), 0); /* a negative number is left out */
}

static void *writes(void *arg)
{
	sleep_ms(5);
	CHECK_INT(write(*(int *)arg, "x", 1), 1);
	return NULL;
}

int main(void)
{
	struct timespec until = after_ms(CLOCK_MONOTONIC, 20);
	struct pollfd set[3];
	int a[2], b[2];
	pthread_t thread;

	ends_of_a_pipe();
	REQUIRE(pipe(a) == 0 && pipe(b) == 0);
	set[0] = (struct pollfd){a[0], POLLIN, 0};
	set[1] = (struct pollfd){-1, POLLIN, 0};
	set[2] = (struct pollfd){b[0], POLLIN, 0};
	CHECK_INT(poll(set, 3, 20), 0);
	CHECK(is_past(CLOCK_MONOTONIC, until));
	thread = start_thread(writes, &b[1]);
	CHECK_INT(poll(set, 3, -1), 1); /* without a limit, until it comes */
	CHECK_INT(set[0].revents, 0);
	CHECK_INT(set[1].revents, 0);
	CHECK_INT(set[2].revents, POLLIN);
	join_thread(thread);
	CHECK_INT(poll(NULL, 0, 1), 0);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 poll(), select().
 */
#include <uk/plat/time.h>

#include "suite.h"
#include "wait.h"

struct pollfd {
	int fd;
	__s16 events, revents;
};

static int fds[2];
static const struct uk_timespec at_once = {0, 0}, soon = {0, 20000000};

#define POLL(list, count, time) SYS(ppoll, list, count, time, NULL, 8)

static void write_other(void *arg)
{
	SYS(write, fds[1], arg, strlen(arg));
	uk_sched_thread_exit();
}

VFS_CASE(poll_tells_the_state_of_pipes)
{
	struct pollfd p[2];

	EXPECT_CALL(0, pipe2, fds, 0);
	p[0] = (struct pollfd){fds[0], POLLIN, -1};
	p[1] = (struct pollfd){fds[1], POLLOUT | POLLIN, -1};
	UK_TEST_EXPECT_SNUM_EQ(POLL(p, 2, &at_once), 1);
	UK_TEST_EXPECT_ZERO(p[0].revents);
	UK_TEST_EXPECT_SNUM_EQ(p[1].revents, POLLOUT);
	SYS(write, fds[1], "x", 1);
	UK_TEST_EXPECT_SNUM_EQ(POLL(p, 2, NULL), 2);
	UK_TEST_EXPECT_SNUM_EQ(p[0].revents, POLLIN);
	EXPECT_CALL(0, close, fds[1]);
	UK_TEST_EXPECT_SNUM_EQ(POLL(p, 1, NULL), 1);
	UK_TEST_EXPECT_SNUM_EQ(p[0].revents, POLLIN | POLLHUP);
	UK_TEST_EXPECT_SNUM_EQ(POLL(p, 2, NULL), 2);
	UK_TEST_EXPECT_SNUM_EQ(p[1].revents, POLLNVAL);
}

VFS_CASE(poll_tells_a_broken_pipe)
{
	struct pollfd p;

	EXPECT_CALL(0, pipe2, fds, 0);
	EXPECT_CALL(0, close, fds[0]);
	p = (struct pollfd){fds[1], 0, 0};
	UK_TEST_EXPECT_SNUM_EQ(POLL(&p, 1, NULL), 1);
	UK_TEST_EXPECT_SNUM_EQ(p.revents, POLLERR);
}

VFS_CASE(poll_ignores_negative_numbers)
{
	struct pollfd p = {-1, POLLIN, -1};

	UK_TEST_EXPECT_SNUM_EQ(POLL(&p, 1, &at_once), 0);
	UK_TEST_EXPECT_ZERO(p.revents);
	UK_TEST_EXPECT_SNUM_EQ(POLL(NULL, 0, &at_once), 0);
	UK_TEST_EXPECT_SNUM_EQ(POLL(NULL, 1, &at_once), -EFAULT);
	UK_TEST_EXPECT_SNUM_EQ(POLL(NULL, 5000, &at_once), -EINVAL);
}

VFS_CASE(poll_waits_as_long_as_asked)
{
	struct pollfd p;
	__nsec start = ukplat_monotonic_clock();

	EXPECT_CALL(0, pipe2, fds, 0);
	p = (struct pollfd){fds[0], POLLIN, 0};
	UK_TEST_EXPECT_SNUM_EQ(POLL(&p, 1, &soon), 0);
	UK_TEST_EXPECT_SNUM_GE(ukplat_monotonic_clock() - start, soon.nsec);
	UK_TEST_EXPECT_SNUM_EQ(POLL(&p, 1, &((struct uk_timespec){0, -1})),
			       -EINVAL);
}

VFS_CASE(poll_is_woken)
{
	struct pollfd p[2];

	EXPECT_CALL(0, pipe2, fds, 0);
	p[0] = (struct pollfd){0, 0, 0};
	p[1] = (struct pollfd){fds[0], POLLIN, 0};
	vfs_start(write_other, "x");
	UK_TEST_EXPECT_SNUM_EQ(POLL(p, 2, NULL), 1);
	UK_TEST_EXPECT_SNUM_EQ(p[1].revents, POLLIN);
}

VFS_CASE(files_and_directories_are_always_ready)
{
	struct pollfd p[2];

	vfs_make("/f", "");
	p[0] = (struct pollfd){vfs_open("/f", O_RDONLY, 0), POLLIN | POLLOUT, 0};
	p[1] = (struct pollfd){vfs_open("/dev/null", O_RDWR, 0), POLLIN, 0};
	UK_TEST_EXPECT_SNUM_EQ(POLL(p, 2, NULL), 2);
	UK_TEST_EXPECT_SNUM_EQ(p[0].revents, POLLIN | POLLOUT);
	UK_TEST_EXPECT_SNUM_EQ(p[1].revents, POLLIN);
}

VFS_CASE(select_keeps_what_is_ready)
{
	__u64 in[16] = {0}, out[16] = {0};

	EXPECT_CALL(0, pipe2, fds, 0);
	in[0] = 1UL << fds[0];
	out[0] = 1UL << fds[1];
	EXPECT_CALL(1, pselect6, 5, in, out, NULL, &at_once, NULL);
	UK_TEST_EXPECT_ZERO(in[0]);
	UK_TEST_EXPECT_SNUM_EQ(out[0], 1UL << fds[1]);
	SYS(write, fds[1], "x", 1);
	in[0] = 1UL << fds[0];
	EXPECT_CALL(2, pselect6, 5, in, out, NULL, NULL, NULL);
	UK_TEST_EXPECT_SNUM_EQ(in[0], 1UL << fds[0]);
	in[0] = 1UL << 10;
	EXPECT_CALL(-EBADF, pselect6, 11, in, NULL, NULL, &at_once, NULL);
	EXPECT_CALL(0, pselect6, 10, in, NULL, NULL, &at_once, NULL);
	EXPECT_CALL(-EINVAL, pselect6, -1, in, NULL, NULL, &at_once, NULL);
	EXPECT_CALL(-EFAULT, pselect6, 5, 8, NULL, NULL, &at_once, NULL);
}

VFS_CASE(select_writes_back_the_rest_of_the_time)
{
	struct uk_timespec t = {100, 0};
	__u64 in[16] = {0};

	EXPECT_CALL(0, pipe2, fds, 0);
	in[0] = 1UL << fds[0];
	vfs_start(write_other, "x");
	EXPECT_CALL(1, pselect6, fds[0] + 1, in, NULL, NULL, &t, NULL);
	UK_TEST_EXPECT(t.sec == 99 && t.nsec > 0);
	in[0] = 0;
	t = soon;
	EXPECT_CALL(0, pselect6, 0, NULL, NULL, NULL, &t, NULL);
	UK_TEST_EXPECT(!t.sec && !t.nsec);
}

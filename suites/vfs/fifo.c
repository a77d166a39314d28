/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pipes with a name: POSIX.1-2017 mkfifo(), open().
 */
#include "suite.h"
#include "wait.h"

static char buf[16];
static int other_fd;

static void open_other(void *flags)
{
	other_fd = vfs_open("/fifo", (int)(long)flags, 0);
	uk_sched_thread_exit();
}

static int make(void)
{
	return (int)SYS(mknodat, AT_FDCWD, "/fifo", S_IFIFO | 0666, 0);
}

VFS_CASE(fifo_opens_when_both_ends_are_there)
{
	int fd;

	UK_TEST_EXPECT_ZERO(make());
	other_fd = -1;
	vfs_start(open_other, (void *)O_WRONLY);
	vfs_settle();
	UK_TEST_EXPECT_SNUM_EQ(other_fd, -1);
	fd = vfs_open("/fifo", O_RDONLY, 0);
	vfs_settle();
	UK_TEST_ASSERT(fd >= 0 && other_fd >= 0);
	EXPECT_CALL(5, write, other_fd, "hello", 5);
	EXPECT_CALL(5, read, fd, buf, sizeof(buf));
	EXPECT_CALL(0, close, other_fd);
	EXPECT_CALL(0, read, fd, buf, sizeof(buf));
}

VFS_CASE(fifo_without_waiting)
{
	int fd;

	UK_TEST_EXPECT_ZERO(make());
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/fifo", O_WRONLY | O_NONBLOCK, 0),
			       -ENXIO);
	fd = vfs_open("/fifo", O_RDONLY | O_NONBLOCK, 0);
	UK_TEST_EXPECT_SNUM_EQ(fd, 3);
	EXPECT_CALL(0, read, fd, buf, 1);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/fifo", O_WRONLY | O_NONBLOCK, 0), 4);
	EXPECT_CALL(-EAGAIN, read, fd, buf, 1);
	EXPECT_CALL(1, write, 4, "x", 1);
	EXPECT_CALL(0, close, 4);
	EXPECT_CALL(1, read, fd, buf, 1);
	EXPECT_CALL(0, read, fd, buf, 1);
}

VFS_CASE(fifo_is_empty_after_all_are_gone)
{
	int fd;

	UK_TEST_EXPECT_ZERO(make());
	fd = vfs_open("/fifo", O_RDWR, 0);
	EXPECT_CALL(1, write, fd, "x", 1);
	EXPECT_CALL(0, close, fd);
	fd = vfs_open("/fifo", O_RDWR | O_NONBLOCK, 0);
	EXPECT_CALL(-EAGAIN, read, fd, buf, 1);
	UK_TEST_EXPECT_ZERO(vfs_size("/fifo"));
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "/fifo", 0);
	EXPECT_CALL(1, write, fd, "y", 1);
	EXPECT_CALL(1, read, fd, buf, 1);
}

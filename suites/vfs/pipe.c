/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pipes: POSIX.1-2017 pipe(), read(), write().
 */
#include "suite.h"
#include "wait.h"

#define F_GETFL 3
#define F_SETFL 4
#define F_SETPIPE_SZ 1031
#define F_GETPIPE_SZ 1032
#define FIONREAD 0x541b

static char buf[70000];
static int fds[2];
static long other_result;

static void write_other(void *arg)
{
	other_result = SYS(write, fds[1], arg, strlen(arg));
	SYS(close, fds[1]);
	uk_sched_thread_exit();
}

static void read_other(void *arg)
{
	other_result = SYS(read, fds[0], buf, (size_t)arg);
	uk_sched_thread_exit();
}

VFS_CASE(pipe_carries_bytes_in_order)
{
	EXPECT_CALL(0, pipe2, fds, 0);
	UK_TEST_EXPECT(fds[0] == 3 && fds[1] == 4);
	EXPECT_CALL(5, write, fds[1], "hello", 5);
	EXPECT_CALL(3, write, fds[1], "you", 3);
	EXPECT_CALL(6, read, fds[0], buf, 6);
	UK_TEST_EXPECT_BYTES_EQ(buf, "helloy", 6);
	EXPECT_CALL(0, ioctl, fds[0], FIONREAD, buf);
	UK_TEST_EXPECT_SNUM_EQ(*(int *)buf, 2);
	EXPECT_CALL(2, read, fds[0], buf, 100);
	EXPECT_CALL(0, read, fds[0], buf, 0);
	EXPECT_CALL(0, close, fds[1]);
	EXPECT_CALL(0, read, fds[0], buf, 100);
}

VFS_CASE(pipe_ends_have_one_direction)
{
	struct uk_stat st;

	EXPECT_CALL(0, pipe2, fds, O_CLOEXEC);
	EXPECT_CALL(-EBADF, write, fds[0], "x", 1);
	EXPECT_CALL(-EBADF, read, fds[1], buf, 1);
	EXPECT_CALL(-ESPIPE, lseek, fds[0], 0, SEEK_CUR);
	EXPECT_CALL(-ESPIPE, pread64, fds[0], buf, 1, 0);
	EXPECT_CALL(-EINVAL, ftruncate, fds[1], 0);
	EXPECT_CALL(-EINVAL, fsync, fds[1]);
	EXPECT_CALL(1, fcntl, fds[0], 1);
	EXPECT_CALL(O_RDONLY, fcntl, fds[0], F_GETFL);
	EXPECT_CALL(O_WRONLY, fcntl, fds[1], F_GETFL);
	EXPECT_CALL(0, fstat, fds[0], &st);
	UK_TEST_EXPECT_SNUM_EQ(st.st_mode, S_IFIFO | 0600);
	EXPECT_CALL(-EINVAL, pipe2, fds, 1);
	EXPECT_CALL(-EFAULT, pipe2, 8, 0);
	EXPECT_CALL(-EBADF, close, 5);
}

VFS_CASE(pipe_without_reader_is_epipe)
{
	EXPECT_CALL(0, pipe2, fds, 0);
	EXPECT_CALL(0, close, fds[0]);
	EXPECT_CALL(-EPIPE, write, fds[1], "x", 1);
	EXPECT_CALL(0, write, fds[1], "x", 0);
}

VFS_CASE(pipe_holds_64_kib)
{
	EXPECT_CALL(0, pipe2, fds, O_NONBLOCK);
	EXPECT_CALL(-EAGAIN, read, fds[0], buf, 1);
	EXPECT_CALL(65536, write, fds[1], buf, 70000);
	EXPECT_CALL(-EAGAIN, write, fds[1], "x", 1);
	EXPECT_CALL(4095, read, fds[0], buf, 4095);
	EXPECT_CALL(-EAGAIN, write, fds[1], buf, 4096);
	EXPECT_CALL(4095, write, fds[1], buf, 4095);
	EXPECT_CALL(100, read, fds[0], buf, 100);
	EXPECT_CALL(100, write, fds[1], buf, 5000);
	EXPECT_CALL(0, fcntl, fds[0], F_SETFL, 0);
	EXPECT_CALL(65536, read, fds[0], buf, 70000);
}

VFS_CASE(pipe_changes_its_size)
{
	EXPECT_CALL(0, pipe2, fds, O_NONBLOCK);
	EXPECT_CALL(65536, fcntl, fds[0], F_GETPIPE_SZ);
	EXPECT_CALL(5, write, fds[1], "hello", 5);
	EXPECT_CALL(8192, fcntl, fds[0], F_SETPIPE_SZ, 5000);
	EXPECT_CALL(8187, write, fds[1], buf, 10000);
	EXPECT_CALL(-EBUSY, fcntl, fds[1], F_SETPIPE_SZ, 4096);
	EXPECT_CALL(16384, fcntl, fds[1], F_SETPIPE_SZ, 8193);
	EXPECT_CALL(5, read, fds[0], buf, 5);
	UK_TEST_EXPECT_BYTES_EQ(buf, "hello", 5);
	EXPECT_CALL(-EINVAL, fcntl, fds[1], F_SETPIPE_SZ, 0);
	EXPECT_CALL(-EINVAL, fcntl, vfs_open("/tmp", 0, 0), F_GETPIPE_SZ);
}

VFS_CASE(reader_waits_for_bytes)
{
	EXPECT_CALL(0, pipe2, fds, 0);
	vfs_start(write_other, "late");
	EXPECT_CALL(4, read, fds[0], buf, 100);
	UK_TEST_EXPECT_BYTES_EQ(buf, "late", 4);
	EXPECT_CALL(0, read, fds[0], buf, 100);
	vfs_settle();
	UK_TEST_EXPECT_SNUM_EQ(other_result, 4);
}

VFS_CASE(writer_waits_for_room)
{
	EXPECT_CALL(0, pipe2, fds, 0);
	EXPECT_CALL(65536, write, fds[1], buf, 65536);
	vfs_start(read_other, (void *)4000L);
	EXPECT_CALL(4000, write, fds[1], buf, 4000);
	vfs_settle();
	UK_TEST_EXPECT_SNUM_EQ(other_result, 4000);
}

VFS_CASE(large_write_comes_in_parts)
{
	EXPECT_CALL(0, pipe2, fds, 0);
	vfs_start(read_other, (void *)70000L);
	vfs_settle();
	EXPECT_CALL(70000, write, fds[1], buf, 70000);
	vfs_settle();
	UK_TEST_EXPECT_SNUM_EQ(other_result, 65536);
}

static void close_reader(void *arg)
{
	SYS(close, fds[0]);
	uk_sched_thread_exit();
}

VFS_CASE(waiting_writer_sees_the_reader_go)
{
	EXPECT_CALL(0, pipe2, fds, 0);
	EXPECT_CALL(65536, write, fds[1], buf, 65536);
	vfs_start(close_reader, NULL);
	EXPECT_CALL(-EPIPE, write, fds[1], "x", 1);
}

static void close_writer(void *arg)
{
	SYS(close, fds[1]);
	uk_sched_thread_exit();
}

VFS_CASE(waiting_reader_sees_the_writer_go)
{
	EXPECT_CALL(0, pipe2, fds, 0);
	vfs_start(close_writer, NULL);
	EXPECT_CALL(0, read, fds[0], buf, 1);
}

VFS_CASE(gathered_write_is_one_piece)
{
	struct uk_iovec iov[2] = {{"head ", 5}, {buf, 4000}};

	EXPECT_CALL(0, pipe2, fds, O_NONBLOCK);
	EXPECT_CALL(62000, write, fds[1], buf, 62000);
	EXPECT_CALL(-EAGAIN, writev, fds[1], iov, 2);
	EXPECT_CALL(1000, read, fds[0], buf, 1000);
	EXPECT_CALL(4005, writev, fds[1], iov, 2);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sockets with local names: POSIX.1-2017 socketpair(), unix(7).
 */
#include "suite.h"
#include "wait.h"

#define AF_UNIX 1
#define SOCK_STREAM 1
#define SOCK_DGRAM 2
#define SOCK_SEQPACKET 5
#define MSG_PEEK 2
#define MSG_TRUNC 0x20
#define MSG_DONTWAIT 0x40
#define MSG_WAITALL 0x100
#define MSG_NOSIGNAL 0x4000

struct sockaddr_un {
	__u16 family;
	char path[108];
};

static char buf[1000];
static int fds[2];

#define SEND(fd, text, flags) \
	SYS(sendto, fd, text, strlen(text), flags, NULL, 0)
#define RECEIVE(fd, len, flags) SYS(recvfrom, fd, buf, len, flags, NULL, NULL)

VFS_CASE(pair_is_a_stream_both_ways)
{
	struct uk_stat st;

	EXPECT_CALL(0, socketpair, AF_UNIX, SOCK_STREAM, 0, fds);
	EXPECT_CALL(3, write, fds[0], "abc", 3);
	EXPECT_CALL(2, write, fds[0], "de", 2);
	UK_TEST_EXPECT_SNUM_EQ(RECEIVE(fds[1], 4, MSG_PEEK), 4);
	EXPECT_CALL(4, read, fds[1], buf, 4);
	UK_TEST_EXPECT_BYTES_EQ(buf, "abcd", 4);
	EXPECT_CALL(1, read, fds[1], buf, 9);
	UK_TEST_EXPECT_SNUM_EQ(RECEIVE(fds[1], 9, MSG_DONTWAIT), -EAGAIN);
	EXPECT_CALL(1, write, fds[1], "x", 1);
	EXPECT_CALL(0, close, fds[1]);
	EXPECT_CALL(1, read, fds[0], buf, 9);
	EXPECT_CALL(0, read, fds[0], buf, 9);
	UK_TEST_EXPECT_SNUM_EQ(SEND(fds[0], "y", MSG_NOSIGNAL), -EPIPE);
	EXPECT_CALL(0, fstat, fds[0], &st);
	UK_TEST_EXPECT_SNUM_EQ(st.st_mode & S_IFMT, S_IFSOCK);
	EXPECT_CALL(-ESPIPE, lseek, fds[0], 0, 0);
}

VFS_CASE(pair_of_datagrams_keeps_borders)
{
	EXPECT_CALL(0, socketpair, AF_UNIX, SOCK_DGRAM, 0, fds);
	EXPECT_CALL(3, write, fds[0], "abc", 3);
	EXPECT_CALL(0, write, fds[0], "", 0);
	EXPECT_CALL(2, write, fds[0], "de", 2);
	UK_TEST_EXPECT_SNUM_EQ(RECEIVE(fds[1], 2, MSG_TRUNC), 3);
	EXPECT_CALL(0, read, fds[1], buf, 9);
	EXPECT_CALL(2, read, fds[1], buf, 9);
	EXPECT_CALL(0, close, fds[1]);
	UK_TEST_EXPECT_SNUM_EQ(SEND(fds[0], "x", 0), -ECONNREFUSED);
	EXPECT_CALL(0, socketpair, AF_UNIX, SOCK_SEQPACKET, 0, fds);
	EXPECT_CALL(3, write, fds[0], "abc", 3);
	EXPECT_CALL(3, write, fds[0], "def", 3);
	EXPECT_CALL(3, read, fds[1], buf, 9);
}

static void send_other(void *arg)
{
	SEND(fds[0], "1234", 0);
	uk_sched_yield();
	SEND(fds[0], "5678", 0);
	uk_sched_thread_exit();
}

VFS_CASE(receiver_waits_for_all)
{
	EXPECT_CALL(0, socketpair, AF_UNIX, SOCK_STREAM, 0, fds);
	vfs_start(send_other, NULL);
	UK_TEST_EXPECT_SNUM_EQ(RECEIVE(fds[1], 8, MSG_WAITALL), 8);
	UK_TEST_EXPECT_BYTES_EQ(buf, "12345678", 8);
}

static void close_receiver(void *arg)
{
	SYS(close, fds[1]);
	uk_sched_thread_exit();
}

VFS_CASE(sender_that_waits_sees_the_receiver_go)
{
	unsigned int sent = 0;

	EXPECT_CALL(0, socketpair, AF_UNIX, SOCK_DGRAM, 0, fds);
	while (SYS(sendto, fds[0], buf, sizeof(buf), MSG_DONTWAIT, NULL, 0) ==
	       sizeof(buf))
		sent++;
	UK_TEST_EXPECT_SNUM_GT(sent, 0);
	vfs_start(close_receiver, NULL);
	UK_TEST_EXPECT_SNUM_EQ(SEND(fds[0], "late", 0), -ECONNREFUSED);
}

VFS_CASE(half_of_a_pair_is_shut)
{
	EXPECT_CALL(0, socketpair, AF_UNIX, SOCK_STREAM, 0, fds);
	EXPECT_CALL(1, write, fds[0], "a", 1);
	EXPECT_CALL(0, shutdown, fds[0], 1);
	UK_TEST_EXPECT_SNUM_EQ(SEND(fds[0], "x", MSG_NOSIGNAL), -EPIPE);
	EXPECT_CALL(1, read, fds[1], buf, 9);
	EXPECT_CALL(0, read, fds[1], buf, 9);
	EXPECT_CALL(1, write, fds[1], "b", 1);
	EXPECT_CALL(1, read, fds[0], buf, 9);
	EXPECT_CALL(-EINVAL, shutdown, fds[0], 3);
	EXPECT_CALL(-ENOTSOCK, shutdown, 0, 0);
	EXPECT_CALL(-EBADF, shutdown, 99, 0);
}

static void connect_other(void *arg)
{
	fds[1] = (int)SYS(socket, AF_UNIX, SOCK_STREAM, 0);
	SYS(connect, fds[1], arg, sizeof(struct sockaddr_un));
	SYS(write, fds[1], "hello", 5);
	uk_sched_thread_exit();
}

VFS_CASE(names_are_files)
{
	struct sockaddr_un a = {AF_UNIX, "/tmp/s"};
	unsigned int len = sizeof(a);
	struct sockaddr_un got;
	int fd = (int)SYS(socket, AF_UNIX, SOCK_STREAM, 0), c;

	EXPECT_CALL(-EINVAL, listen, fd, 1);
	EXPECT_CALL(0, bind, fd, &a, sizeof(a));
	EXPECT_CALL(-EINVAL, bind, fd, &a, sizeof(a));
	c = (int)SYS(socket, AF_UNIX, SOCK_STREAM, 0);
	EXPECT_CALL(-EADDRINUSE, bind, c, &a, sizeof(a));
	EXPECT_CALL(-ECONNREFUSED, connect, c, &a, sizeof(a));
	EXPECT_CALL(0, listen, fd, 1);
	vfs_start(connect_other, &a);
	fds[0] = (int)SYS(accept4, fd, NULL, NULL, O_CLOEXEC);
	UK_TEST_ASSERT(fds[0] >= 0);
	EXPECT_CALL(5, read, fds[0], buf, 9);
	EXPECT_CALL(0, getpeername, fds[1], &got, &len);
	UK_TEST_EXPECT_ZERO(strcmp(got.path, "/tmp/s"));
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/tmp/s", O_RDWR, 0), -ENXIO);
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "/tmp/s", 0);
	EXPECT_CALL(-ENOENT, connect, c, &a, sizeof(a));
	a.path[0] = '\0';
	EXPECT_CALL(-ECONNREFUSED, connect, c, &a, 10);
}

VFS_CASE(unknown_kinds_of_sockets)
{
	EXPECT_CALL(-EAFNOSUPPORT, socket, 99, SOCK_STREAM, 0);
	EXPECT_CALL(-ESOCKTNOSUPPORT, socket, AF_UNIX, 9, 0);
	EXPECT_CALL(-EINVAL, socket, AF_UNIX, SOCK_STREAM | 0x100, 0);
	EXPECT_CALL(-EOPNOTSUPP, socketpair, 2, SOCK_STREAM, 0, fds);
	EXPECT_CALL(-EFAULT, socketpair, AF_UNIX, SOCK_STREAM, 0, 8);
	EXPECT_CALL(3, socket, AF_UNIX, SOCK_STREAM | O_NONBLOCK, 0);
	EXPECT_CALL(-EINVAL, read, 3, buf, 1);
	EXPECT_CALL(-ENOTCONN, write, 3, buf, 1);
}

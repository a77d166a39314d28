/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The loopback network of IPv4: udp(7), tcp(7).
 */
#include <uk/plat/time.h>

#include "suite.h"
#include "wait.h"

#define AF_INET 2
#define SOCK_STREAM 1
#define SOCK_DGRAM 2
#define SOL_SOCKET 1
#define SO_TYPE 3
#define SO_RCVBUF 8
#define SO_RCVTIMEO 20
#define MSG_NOSIGNAL 0x4000

struct sockaddr_in {
	__u16 family;
	__u8 port[2], addr[4], zero[8];
};

struct pollfd {
	int fd;
	__s16 events, revents;
};

static const struct sockaddr_in loopback = {
	.family = AF_INET, .addr = {127, 0, 0, 1}};
static struct sockaddr_in name;
static unsigned int len;
static char buf[100];

static int bound(int type)
{
	int fd = (int)SYS(socket, AF_INET, type, 0);

	SYS(bind, fd, &loopback, sizeof(loopback));
	len = sizeof(name);
	SYS(getsockname, fd, &name, &len);
	return fd;
}

VFS_CASE(datagrams_arrive_with_their_sender)
{
	struct sockaddr_in from;
	int a = bound(SOCK_DGRAM);
	int b = (int)SYS(socket, AF_INET, SOCK_DGRAM, 0);
	int c = (int)SYS(socket, AF_INET, SOCK_DGRAM, 0);

	UK_TEST_EXPECT_SNUM_EQ(len, 16);
	UK_TEST_EXPECT(name.port[0] || name.port[1]);
	EXPECT_CALL(5, sendto, b, "hello", 5, 0, &name, 16);
	EXPECT_CALL(5, recvfrom, a, buf, 9, 0, &from, &len);
	UK_TEST_EXPECT_BYTES_EQ(buf, "hello", 5);
	UK_TEST_EXPECT_BYTES_EQ(from.addr, loopback.addr, 4);
	EXPECT_CALL(3, sendto, a, "you", 3, 0, &from, 16);
	EXPECT_CALL(3, read, b, buf, 9);
	EXPECT_CALL(-EADDRINUSE, bind, c, &name, 16);
	EXPECT_CALL(-EDESTADDRREQ, write, a, "x", 1);
	EXPECT_CALL(-EINVAL, sendto, b, "x", 1, 0, &name, 15);
}

VFS_CASE(receiver_gives_up_in_time)
{
	const __s64 timeout[2] = {0, 20000};
	int fd = bound(SOCK_DGRAM);
	__nsec start = ukplat_monotonic_clock();
	__s64 got[2];

	EXPECT_CALL(0, setsockopt, fd, SOL_SOCKET, SO_RCVTIMEO, timeout, 16);
	EXPECT_CALL(-EAGAIN, read, fd, buf, 9);
	UK_TEST_EXPECT_SNUM_GE(ukplat_monotonic_clock() - start, 20000000);
	len = sizeof(got);
	EXPECT_CALL(0, getsockopt, fd, SOL_SOCKET, SO_RCVTIMEO, got, &len);
	UK_TEST_EXPECT_SNUM_EQ(got[1], 20000);
	EXPECT_CALL(-EINVAL, setsockopt, fd, SOL_SOCKET, SO_RCVTIMEO, timeout, 8);
	len = 4;
	EXPECT_CALL(0, getsockopt, fd, SOL_SOCKET, SO_TYPE, got, &len);
	UK_TEST_EXPECT_SNUM_EQ(*(int *)got, SOCK_DGRAM);
	EXPECT_CALL(-ENOPROTOOPT, setsockopt, fd, SOL_SOCKET, 99, timeout, 16);
}

VFS_CASE(nobody_listens)
{
	const struct uk_timespec at_once = {0, 0};
	struct pollfd p;
	int a = bound(SOCK_DGRAM), b;
	struct sockaddr_in gone = name;

	EXPECT_CALL(0, close, a);
	b = (int)SYS(socket, AF_INET, SOCK_DGRAM, 0);
	EXPECT_CALL(1, sendto, b, "x", 1, 0, &gone, 16);
	EXPECT_CALL(0, connect, b, &gone, 16);
	EXPECT_CALL(1, write, b, "x", 1);
	EXPECT_CALL(-ECONNREFUSED, read, b, buf, 1);
	a = (int)SYS(socket, AF_INET, SOCK_STREAM, 0);
	EXPECT_CALL(-ECONNREFUSED, connect, a, &gone, 16);
	gone.addr[0] = 10;
	EXPECT_CALL(-ENETUNREACH, connect, a, &gone, 16);
	EXPECT_CALL(-EADDRNOTAVAIL, bind, a, &gone, 16);
	p = (struct pollfd){b, POLLIN | POLLOUT, 0};
	EXPECT_CALL(1, ppoll, &p, 1, &at_once, NULL, 8);
	UK_TEST_EXPECT_SNUM_EQ(p.revents, POLLOUT);
}

VFS_CASE(connections_carry_streams)
{
	struct sockaddr_in from;
	int fd = bound(SOCK_STREAM), c, s;

	EXPECT_CALL(0, listen, fd, 5);
	c = (int)SYS(socket, AF_INET, SOCK_STREAM, 0);
	EXPECT_CALL(-ENOTCONN, read, c, buf, 1);
	EXPECT_CALL(0, connect, c, &name, 16);
	EXPECT_CALL(-EISCONN, connect, c, &name, 16);
	s = (int)SYS(accept, fd, &from, &len);
	UK_TEST_ASSERT(s >= 0);
	len = 16;
	EXPECT_CALL(0, getsockname, c, &name, &len);
	UK_TEST_EXPECT_BYTES_EQ(&from.port, &name.port, 2);
	EXPECT_CALL(4, write, c, "ping", 4);
	EXPECT_CALL(4, read, s, buf, 9);
	EXPECT_CALL(4, write, s, "pong", 4);
	EXPECT_CALL(0, close, s);
	EXPECT_CALL(4, read, c, buf, 9);
	EXPECT_CALL(0, read, c, buf, 9);
	EXPECT_CALL(0, close, fd);
}

VFS_CASE(listener_takes_its_queue_along)
{
	int fd = bound(SOCK_STREAM), c;

	EXPECT_CALL(0, listen, fd, 5);
	EXPECT_CALL(0, fcntl, fd, 4, O_NONBLOCK);
	EXPECT_CALL(-EAGAIN, accept, fd, NULL, NULL);
	c = (int)SYS(socket, AF_INET, SOCK_STREAM, 0);
	EXPECT_CALL(0, connect, c, &name, 16);
	EXPECT_CALL(4, write, c, "lost", 4);
	EXPECT_CALL(0, close, fd);
	EXPECT_CALL(-ECONNRESET, read, c, buf, 9);
	EXPECT_CALL(0, read, c, buf, 9);
}

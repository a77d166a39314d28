/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX open, close, dup, dup2, fcntl F_DUPFD, F_GETFD, F_GETFL, F_GETOWN: lowest number free, shared offsets, flags of file and descriptor */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>
#include <sys/socket.h>

static void shared_offset(int fd)
{
	int copy = dup(fd), other = open("file", O_RDONLY);
	char c;

	REQUIRE(copy >= 0 && other >= 0);
	CHECK_INT(lseek(fd, 3, SEEK_SET), 3);
	CHECK_INT(read(copy, &c, 1), 1);
	CHECK_INT(c, '3');
	CHECK_INT(lseek(fd, 0, SEEK_CUR), 4);
	CHECK_INT(read(other, &c, 1), 1);
	CHECK_INT(c, '0'); /* opened on its own: an offset of its own */
	CHECK_INT(close(copy), 0);
	CHECK_INT(read(fd, &c, 1), 1);
	CHECK_INT(c, '4');
	CHECK_INT(close(other), 0);
}

static void duplicates(int fd)
{
	int high = fcntl(fd, F_DUPFD, 50), lowest = dup(fd);

	CHECK(high >= 50);
	CHECK_INT(close(lowest), 0);
	CHECK_INT(open("file", O_RDONLY), lowest); /* the lowest that is free */
	CHECK_INT(close(lowest), 0);
	CHECK_INT(dup2(fd, high), high);
	CHECK_INT(dup2(fd, fd), fd);
	CHECK_INT(fcntl(high, F_SETFD, FD_CLOEXEC), 0);
	CHECK_INT(fcntl(high, F_GETFD), FD_CLOEXEC);
	CHECK_INT(fcntl(fd, F_GETFD), 0); /* belongs to the descriptor */
	CHECK_INT(dup2(fd, high), high);
	CHECK_INT(fcntl(high, F_GETFD), 0); /* a duplicate starts without */
	CHECK_INT(close(high), 0);
	high = fcntl(fd, F_DUPFD_CLOEXEC, 60);
	CHECK(high >= 60);
	CHECK_INT(fcntl(high, F_GETFD), FD_CLOEXEC);
	CHECK_INT(close(high), 0);
	errno = 0;
	CHECK_INT(dup2(high, fd), -1);
	CHECK_INT(errno, EBADF);
	CHECK_INT(fcntl(fd, F_GETFD), 0); /* fd was not closed by that */
	CHECK_INT(close(high), -1);
	CHECK_INT(errno, EBADF);
}

static void status_flags(void)
{
	int fd = open("file", O_WRONLY | O_APPEND | O_NONBLOCK), copy = -1;

	REQUIRE(fd >= 0 && (copy = dup(fd)) >= 0);
	CHECK_INT(fcntl(fd, F_GETFL) & O_ACCMODE, O_WRONLY);
	CHECK_INT(fcntl(fd, F_GETFL) & (O_APPEND | O_NONBLOCK), O_APPEND | O_NONBLOCK);
	CHECK_INT(fcntl(copy, F_SETFL, 0), 0);
	CHECK_INT(fcntl(fd, F_GETFL) & (O_ACCMODE | O_APPEND | O_NONBLOCK), O_WRONLY); /* belong to the open file */
	CHECK_INT(close(fd), 0);
	CHECK_INT(close(copy), 0);
}

/* Who is told of urgent data; positive: a process, negative: a group */
static void owner(void)
{
	int ends[2];

	REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
	CHECK_INT(fcntl(ends[0], F_GETOWN), 0);
	CHECK_INT(fcntl(ends[0], F_SETOWN, getpid()), 0);
	CHECK_INT(fcntl(ends[0], F_GETOWN), getpid());
	CHECK_INT(fcntl(ends[1], F_GETOWN), 0);
	CHECK_INT(close(ends[0]), 0);
	CHECK_INT(close(ends[1]), 0);
}

int main(void)
{
	int fd;

	files_enter();
	files_put("file", "0123456789");
	REQUIRE((fd = open("file", O_RDONLY | O_CLOEXEC)) >= 0);
	CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
	CHECK_INT(fcntl(fd, F_SETFD, 0), 0);
	shared_offset(fd);
	duplicates(fd);
	status_flags();
	owner();
	errno = 0;
	CHECK_INT(open("file", O_CREAT | O_EXCL | O_RDWR, 0600), -1);
	CHECK_INT(errno, EEXIST);
	errno = 0;
	CHECK_INT(open("absent", O_RDONLY), -1);
	CHECK_INT(errno, ENOENT);
	CHECK_INT(fcntl(fd, F_DUPFD, -1), -1);
	CHECK_INT(errno, EINVAL);
	return check_status();
}

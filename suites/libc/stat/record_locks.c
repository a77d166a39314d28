/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX fcntl F_SETLK, F_GETLK, lockf: locks of the own process never conflict, any close drops them, invalid requests */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>

static int lock(int fd, int command, short type, off_t start, off_t len)
{
	struct flock request = {.l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = len};

	return fcntl(fd, command, &request);
}

static short who_holds(int fd, short type)
{
	struct flock request = {.l_type = type, .l_whence = SEEK_SET};

	CHECK_INT(fcntl(fd, F_GETLK, &request), 0);
	return request.l_type;
}

int main(void)
{
	int fd, other = -1, read_only;

	files_enter();
	files_put("file", "0123456789");
	REQUIRE((fd = open("file", O_RDWR)) >= 0 && (other = open("file", O_RDWR)) >= 0);
	REQUIRE((read_only = open("file", O_RDONLY)) >= 0);
	CHECK_INT(lock(fd, F_SETLK, F_WRLCK, 0, 5), 0);
	CHECK_INT(lock(other, F_SETLK, F_WRLCK, 3, 4), 0); /* the same process */
	CHECK_INT(who_holds(fd, F_WRLCK), F_UNLCK);
	CHECK_INT(lock(fd, F_SETLKW, F_RDLCK, 0, 0), 0); /* to the end, however far */
	CHECK_INT(lock(fd, F_SETLK, F_UNLCK, 2, 2), 0);
	CHECK_INT(lock(fd, F_SETLK, F_UNLCK, 0, 0), 0);
	CHECK_INT(lock(fd, F_SETLK, F_UNLCK, 0, 0), 0); /* nothing held: fine */
	errno = 0;
	CHECK_INT(lock(read_only, F_SETLK, F_WRLCK, 0, 1), -1);
	CHECK_INT(errno, EBADF);
	CHECK_INT(lock(read_only, F_SETLK, F_RDLCK, 0, 1), 0);
	errno = 0;
	CHECK_INT(lock(fd, F_SETLK, F_RDLCK, -5, 1), -1);
	CHECK_INT(errno, EINVAL);
	errno = 0;
	CHECK_INT(lock(-1, F_SETLK, F_RDLCK, 0, 1), -1);
	CHECK_INT(errno, EBADF);
	CHECK_INT(lseek(fd, 0, SEEK_SET), 0);
	CHECK_INT(lockf(fd, F_LOCK, 4), 0);
	CHECK_INT(lockf(fd, F_TEST, 4), 0);
	CHECK_INT(lockf(fd, F_TLOCK, 8), 0);
	CHECK_INT(lockf(fd, F_ULOCK, 0), 0);
	errno = 0;
	CHECK_INT(lockf(fd, 1234, 0), -1);
	CHECK_INT(errno, EINVAL);
	return check_status();
}

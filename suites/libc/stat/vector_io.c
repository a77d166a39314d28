/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX readv, writev, pread, pwrite: gathered and scattered bytes, offsets untouched, empty pieces, counts that are no counts */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>
#include <sys/uio.h>

static volatile int negative = -1;

static void vectors(int fd)
{
	char a[3] = "", b[1] = "", c[10] = "";
	struct iovec out[4] = {{"ab", 2}, {"", 0}, {"cdef", 4}, {"g", 1}}, in[3] = {{a, 3}, {b, 1}, {c, 10}};

	CHECK_INT(writev(fd, out, 4), 7);
	CHECK_INT(lseek(fd, 0, SEEK_SET), 0);
	CHECK_INT(readv(fd, in, 3), 7);
	CHECK_MEM(a, "abc", 3);
	CHECK_MEM(b, "d", 1);
	CHECK_MEM(c, "efg\0", 4);
	CHECK_INT(readv(fd, in, 3), 0);
	errno = 0;
	CHECK_INT(readv(fd, in, negative), -1);
	CHECK_INT(errno, EINVAL);
	in[1].iov_len = (size_t)-1 / 2 + 1; /* the sum is more than an ssize_t */
	errno = 0;
	CHECK_INT(readv(fd, in, 3), -1);
	CHECK_INT(errno, EINVAL);
	CHECK_INT(writev(-1, out, 4), -1);
	CHECK_INT(errno, EBADF);
}

static void at_offsets(int fd)
{
	char text[10] = "";

	CHECK_INT(lseek(fd, 2, SEEK_SET), 2);
	CHECK_INT(pwrite(fd, "XY", 2, 5), 2);
	CHECK_INT(pread(fd, text, 4, 4), 4);
	CHECK_MEM(text, "eXY\0", 3);
	CHECK_INT(lseek(fd, 0, SEEK_CUR), 2);
	CHECK_INT(pread(fd, text, 5, 1000), 0);
	errno = 0;
	CHECK_INT(pread(fd, text, 1, -1), -1);
	CHECK_INT(errno, EINVAL);
	errno = 0;
	CHECK_INT(pwrite(fd, "x", 1, -5), -1);
	CHECK_INT(errno, EINVAL);
}

int main(void)
{
	int fd, ends[2];
	char c;

	files_enter();
	REQUIRE((fd = open("file", O_RDWR | O_CREAT, 0600)) >= 0 && pipe(ends) == 0);
	vectors(fd);
	CHECK_INT(ftruncate(fd, 8), 0);
	at_offsets(fd);
	CHECK_INT(write(fd, "", 0), 0);
	CHECK_INT(read(fd, &c, 0), 0);
	errno = 0;
	CHECK_INT(pread(ends[0], &c, 1, 0), -1);
	CHECK_INT(errno, ESPIPE);
	errno = 0;
	CHECK_INT(lseek(ends[1], 0, SEEK_CUR), -1);
	CHECK_INT(errno, ESPIPE);
	return check_status();
}

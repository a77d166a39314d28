/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX truncate, ftruncate, lseek past the end, O_TRUNC, O_APPEND, posix_fallocate: holes read as zeros */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>

static off_t size_of(const char *path)
{
	struct stat st;

	CHECK_INT(stat(path, &st), 0);
	return st.st_size;
}

static void holes(void)
{
	char data[8] = "", zeros[8] = "";
	int fd = open("hole", O_RDWR | O_CREAT, 0600);

	REQUIRE(fd >= 0);
	CHECK_INT(lseek(fd, 100000, SEEK_SET), 100000);
	CHECK_INT(size_of("hole"), 0); /* seeking alone does nothing */
	CHECK_INT(write(fd, "end", 3), 3);
	CHECK_INT(size_of("hole"), 100003);
	CHECK_INT(pread(fd, data, 8, 99996), 7);
	CHECK_MEM(data, "\0\0\0\0end", 7);
	CHECK_INT(pread(fd, data, 8, 5000), 8);
	CHECK_MEM(data, zeros, 8);
	CHECK_INT(lseek(fd, -3, SEEK_END), 100000);
	errno = 0;
	CHECK_INT(lseek(fd, -1, SEEK_SET), -1);
	CHECK_INT(errno, EINVAL);
	CHECK_INT(close(fd), 0);
}

int main(void)
{
	char data[16];
	int fd;

	files_enter();
	files_put("file", "0123456789");
	CHECK_INT(truncate("file", 4), 0);
	CHECK_INT(size_of("file"), 4);
	CHECK_INT(truncate("file", 8), 0); /* what comes back is zero, not the old text */
	REQUIRE((fd = open("file", O_RDWR)) >= 0);
	CHECK_INT(read(fd, data, sizeof(data)), 8);
	CHECK_MEM(data, "0123\0\0\0\0", 8);
	CHECK_INT(ftruncate(fd, 2), 0);
	CHECK_INT(lseek(fd, 0, SEEK_CUR), 8); /* the offset stays */
	CHECK_INT(read(fd, data, sizeof(data)), 0);
	CHECK_INT(posix_fallocate(fd, 0, 6), 0);
	CHECK_INT(size_of("file"), 6);
	CHECK_INT(close(fd), 0);
	REQUIRE((fd = open("file", O_WRONLY | O_APPEND)) >= 0);
	CHECK_INT(lseek(fd, 0, SEEK_SET), 0);
	CHECK_INT(write(fd, "tail", 4), 4); /* at the end all the same */
	CHECK_INT(lseek(fd, 0, SEEK_CUR), 10);
	CHECK_INT(close(fd), 0);
	REQUIRE((fd = open("file", O_RDONLY)) >= 0);
	errno = 0;
	CHECK_INT(ftruncate(fd, 0), -1);
	CHECK(errno == EINVAL || errno == EBADF);
	CHECK_INT(write(fd, "x", 1), -1);
	CHECK_INT(errno, EBADF);
	CHECK_INT(close(fd), 0);
	REQUIRE((fd = open("file", O_WRONLY | O_TRUNC)) >= 0);
	CHECK_INT(size_of("file"), 0);
	CHECK_INT(close(fd), 0);
	errno = 0;
	CHECK_INT(truncate("file", -1), -1);
	CHECK_INT(errno, EINVAL);
	CHECK_INT(truncate("absent", 0), -1);
	CHECK_INT(errno, ENOENT);
	holes();
	return check_status();
}

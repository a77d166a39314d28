/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX fdopendir, dirfd, openat with folders: a stream on a descriptor, closed with it; descriptors that are no folders */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>

int main(void)
{
	int fd, file, seen = 0;
	struct dirent *entry;
	DIR *dir;

	files_enter();
	REQUIRE(mkdir("sub", 0755) == 0);
	files_put("sub/inner", "text");
	fd = open("sub", O_RDONLY | O_DIRECTORY);
	REQUIRE(fd >= 0);
	REQUIRE((dir = fdopendir(fd)) != NULL);
	CHECK_INT(dirfd(dir), fd);
	while ((entry = readdir(dir)) != NULL)
		seen += strcmp(entry->d_name, "inner") == 0;
	CHECK_INT(seen, 1);
	file = openat(dirfd(dir), "inner", O_RDONLY);
	CHECK(file >= 0);
	CHECK_INT(closedir(dir), 0);
	errno = 0;
	CHECK_INT(fcntl(fd, F_GETFD), -1); /* closed with the stream */
	CHECK_INT(errno, EBADF);
	errno = 0;
	CHECK_PTR(fdopendir(file), NULL);
	CHECK_INT(errno, ENOTDIR);
	CHECK_INT(close(file), 0); /* still the caller's */
	errno = 0;
	CHECK_PTR(fdopendir(-1), NULL);
	CHECK_INT(errno, EBADF);
	errno = 0;
	CHECK_INT(open("sub/inner", O_RDONLY | O_DIRECTORY), -1);
	CHECK_INT(errno, ENOTDIR);
	errno = 0;
	CHECK_INT(open("sub", O_WRONLY), -1);
	CHECK_INT(errno, EISDIR);
	dir = opendir("sub");
	REQUIRE(dir != NULL);
	CHECK_INT(fcntl(dirfd(dir), F_GETFD) & FD_CLOEXEC, FD_CLOEXEC); /* opendir() sets it */
	CHECK_INT(closedir(dir), 0);
	return check_status();
}

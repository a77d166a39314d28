/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX openat, mkdirat, unlinkat, renameat, symlinkat, readlinkat, linkat: relative to a folder's descriptor */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>

int main(void)
{
	char text[20], absolute[400];
	struct stat st;
	int dir, fd;

	files_enter();
	REQUIRE(getcwd(absolute, sizeof(absolute) - 20) != NULL);
	strcat(absolute, "/d/file");
	CHECK_INT(mkdirat(AT_FDCWD, "d", 0755), 0);
	REQUIRE((dir = open("d", O_RDONLY | O_DIRECTORY)) >= 0);
	CHECK_INT(mkdirat(dir, "sub", 0755), 0);
	REQUIRE((fd = openat(dir, "file", O_CREAT | O_RDWR | O_CLOEXEC, 0600)) >= 0);
	CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
	CHECK_INT(stat("d/file", &st), 0);
	CHECK_INT(chdir("/"), 0); /* the descriptor is what counts, not the current folder */
	CHECK_INT(fstatat(dir, "file", &st, 0), 0);
	CHECK_INT(fstatat(-1, absolute, &st, 0), 0); /* absolute: the descriptor is not used */
	CHECK_INT(linkat(dir, "file", dir, "sub/hard", 0), 0);
	CHECK_INT(symlinkat("file", dir, "soft"), 0);
	CHECK_INT(readlinkat(dir, "soft", text, sizeof(text)), 4);
	CHECK_INT(renameat(dir, "sub/hard", dir, "moved"), 0);
	CHECK_INT(faccessat(dir, "moved", F_OK, 0), 0);
	errno = 0;
	CHECK_INT(unlinkat(dir, "sub", 0), -1);
	CHECK(errno == EISDIR || errno == EPERM);
	CHECK_INT(unlinkat(dir, "sub", AT_REMOVEDIR), 0);
	errno = 0;
	CHECK_INT(unlinkat(dir, "moved", AT_REMOVEDIR), -1);
	CHECK_INT(errno, ENOTDIR);
	CHECK_INT(unlinkat(dir, "moved", 0), 0);
	errno = 0;
	CHECK_INT(openat(fd, "x", O_RDONLY), -1);
	CHECK_INT(errno, ENOTDIR);
	errno = 0;
	CHECK_INT(openat(-1, "x", O_RDONLY), -1);
	CHECK_INT(errno, EBADF);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX chmod, fchmod, fchmodat, umask, access, mkfifo: modes as set, less the creation mask */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>

static unsigned mode_of(const char *path)
{
	struct stat st;

	CHECK_INT(stat(path, &st), 0);
	return st.st_mode & 07777;
}

static void creation_mask(void)
{
	int fd;

	CHECK_UINT(umask(027), 022);
	CHECK_UINT(umask(027), 027);
	REQUIRE((fd = open("masked", O_CREAT | O_RDWR, 0666)) >= 0);
	CHECK_UINT(mode_of("masked"), 0640);
	CHECK_INT(close(fd), 0);
	CHECK_INT(mkdir("masked-folder", 0777), 0);
	CHECK_UINT(mode_of("masked-folder"), 0750);
	CHECK_INT(mkfifo("fifo", 0666), 0);
	CHECK_UINT(mode_of("fifo"), 0640);
	umask(0);
	REQUIRE((fd = open("unmasked", O_CREAT | O_RDWR, 0606)) >= 0);
	CHECK_UINT(mode_of("unmasked"), 0606);
	CHECK_INT(close(fd), 0);
	REQUIRE((fd = open("unmasked", O_CREAT | O_RDWR, 0777)) >= 0);
	CHECK_UINT(mode_of("unmasked"), 0606); /* it was there: the mode is not used */
	CHECK_INT(close(fd), 0);
	umask(022);
}

int main(void)
{
	int fd;

	files_enter();
	umask(022);
	files_put("file", "x");
	CHECK_INT(chmod("file", 0751), 0);
	CHECK_UINT(mode_of("file"), 0751);
	REQUIRE((fd = open("file", O_RDONLY)) >= 0);
	CHECK_INT(fchmod(fd, 0400), 0);
	CHECK_UINT(mode_of("file"), 0400);
	CHECK_INT(close(fd), 0);
	CHECK_INT(fchmodat(AT_FDCWD, "file", 0604, 0), 0);
	CHECK_UINT(mode_of("file"), 0604);
	REQUIRE(symlink("file", "link") == 0);
	CHECK_INT(chmod("link", 0640), 0); /* follows */
	CHECK_UINT(mode_of("file"), 0640);
	CHECK_INT(access("file", F_OK), 0);
	CHECK_INT(access("file", R_OK | W_OK), 0);
	errno = 0;
	CHECK_INT(access("absent", F_OK), -1);
	CHECK_INT(errno, ENOENT);
	errno = 0;
	CHECK_INT(chmod("absent", 0600), -1);
	CHECK_INT(errno, ENOENT);
	CHECK_INT(fchmod(-1, 0600), -1);
	CHECK_INT(chmod("file", 0), 0);
	errno = 0;
	CHECK_INT(access("file", X_OK), -1); /* nobody may, root neither */
	CHECK_INT(errno, EACCES);
	CHECK_INT(faccessat(AT_FDCWD, "file", F_OK, 0), 0);
	creation_mask();
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX stat, fstat, lstat, fstatat: types, sizes, link counts, the same object by each way */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>

static void same(const struct stat *a, const struct stat *b)
{
	CHECK_UINT(a->st_dev, b->st_dev);
	CHECK_UINT(a->st_ino, b->st_ino);
	CHECK_UINT(a->st_mode, b->st_mode);
	CHECK_UINT(a->st_nlink, b->st_nlink);
	CHECK_INT(a->st_size, b->st_size);
	CHECK_UINT(a->st_uid, b->st_uid);
	CHECK_INT(a->st_mtim.tv_sec, b->st_mtim.tv_sec);
}

static void types(void)
{
	struct stat st;
	int ends[2];

	CHECK_INT(stat(".", &st), 0);
	CHECK(S_ISDIR(st.st_mode));
	CHECK_INT(lstat("link", &st), 0);
	CHECK(S_ISLNK(st.st_mode));
	CHECK_INT(st.st_size, 4);
	CHECK_INT(stat("link", &st), 0);
	CHECK(S_ISREG(st.st_mode));
	CHECK_INT(stat("/dev/null", &st), 0);
	CHECK(S_ISCHR(st.st_mode));
	REQUIRE(pipe(ends) == 0);
	CHECK_INT(fstat(ends[0], &st), 0);
	CHECK(S_ISFIFO(st.st_mode));
}

static void errors(void)
{
	char long_name[300];
	struct stat st;

	memset(long_name, 'x', sizeof(long_name) - 1);
	long_name[sizeof(long_name) - 1] = '\0';
	errno = 0;
	CHECK_INT(stat("absent", &st), -1);
	CHECK_INT(errno, ENOENT);
	errno = 0;
	CHECK_INT(stat("", &st), -1);
	CHECK_INT(errno, ENOENT);
	errno = 0;
	CHECK_INT(stat("file/x", &st), -1);
	CHECK_INT(errno, ENOTDIR);
	errno = 0;
	CHECK_INT(stat(long_name, &st), -1);
	CHECK_INT(errno, ENAMETOOLONG);
	errno = 0;
	CHECK_INT(fstat(-1, &st), -1);
	CHECK_INT(errno, EBADF);
	errno = 0;
	CHECK_INT(stat("loop", &st), -1);
	CHECK_INT(errno, ELOOP);
	CHECK_INT(lstat("loop", &st), 0);
}

int main(void)
{
	struct stat a, b;
	int fd, dir = -1;

	files_enter();
	files_put("file", "0123456789");
	REQUIRE(symlink("file", "link") == 0 && symlink("loop", "loop") == 0);
	CHECK_INT(stat("file", &a), 0);
	CHECK(S_ISREG(a.st_mode));
	CHECK_INT(a.st_size, 10);
	CHECK_UINT(a.st_nlink, 1);
	CHECK(a.st_blksize > 0);
	CHECK_UINT(a.st_uid, geteuid());
	REQUIRE((fd = open("file", O_RDONLY)) >= 0 && (dir = open(".", O_RDONLY)) >= 0);
	CHECK_INT(fstat(fd, &b), 0);
	same(&a, &b);
	CHECK_INT(lstat("file", &b), 0);
	same(&a, &b);
	CHECK_INT(fstatat(dir, "link", &b, 0), 0);
	same(&a, &b);
	CHECK_INT(fstatat(dir, "link", &b, AT_SYMLINK_NOFOLLOW), 0);
	CHECK(S_ISLNK(b.st_mode));
	types();
	errors();
	return check_status();
}

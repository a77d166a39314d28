/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX mkdir, rmdir, rename, chdir, getcwd: folders that are full, are there, are not there, or are the current one's parents */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>

#define FAILS(call, error)               \
	do {                             \
		errno = 0;               \
		CHECK_INT(call, -1);     \
		CHECK_INT(errno, error); \
	} while (0)

static void moves(void)
{
	struct stat before, after;
	char cwd[400], start[400];

	REQUIRE(getcwd(start, sizeof(start)) != NULL);
	CHECK_INT(stat("a/b", &before), 0);
	CHECK_INT(rename("a/b", "moved"), 0);
	CHECK_INT(stat("moved", &after), 0);
	CHECK_UINT(after.st_ino, before.st_ino);
	FAILS(stat("a/b", &after), ENOENT);
	FAILS(rename("a", "a/inside"), EINVAL);
	FAILS(rename("moved", "file"), ENOTDIR);
	FAILS(rename("file", "moved"), EISDIR);
	files_put("moved/x", "");
	FAILS(rename("a", "moved") == -1 && errno == EEXIST ? (errno = ENOTEMPTY, -1) : -1, ENOTEMPTY);
	CHECK_INT(chdir("moved"), 0);
	REQUIRE(getcwd(cwd, sizeof(cwd)) != NULL);
	CHECK(strncmp(cwd, start, strlen(start)) == 0 && strcmp(cwd + strlen(start), "/moved") == 0);
	FAILS(getcwd(cwd, 4) == NULL ? -1 : 0, ERANGE);
	FAILS(getcwd(cwd, 0) == NULL ? -1 : 0, EINVAL);
	CHECK_INT(chdir(".."), 0);
	REQUIRE(getcwd(cwd, sizeof(cwd)) != NULL);
	CHECK_STR(cwd, start);
	FAILS(chdir("file"), ENOTDIR);
	FAILS(chdir("absent"), ENOENT);
}

int main(void)
{
	struct stat st;
	int fd;

	files_enter();
	files_put("file", "");
	umask(022);
	CHECK_INT(mkdir("a", 0777), 0);
	CHECK_INT(stat("a", &st), 0);
	CHECK(S_ISDIR(st.st_mode));
	CHECK_INT(st.st_mode & 0777, 0755);
	CHECK_INT(mkdir("a/b", 0700), 0);
	CHECK_INT(mkdir("slash/", 0700), 0);
	FAILS(mkdir("a", 0700), EEXIST);
	FAILS(mkdir("absent/b", 0700), ENOENT);
	FAILS(mkdir("file/b", 0700), ENOTDIR);
	FAILS(rmdir("a") == -1 && errno == EEXIST ? (errno = ENOTEMPTY, -1) : -1, ENOTEMPTY);
	FAILS(rmdir("file"), ENOTDIR);
	FAILS(rmdir("absent"), ENOENT);
	FAILS(rmdir("a/."), EINVAL);
	moves();
	CHECK_INT(rmdir("a"), 0);
	CHECK_INT(remove("slash"), 0);
	fd = open("moved", O_RDONLY | O_DIRECTORY);
	CHECK_INT(fchdir(fd), 0);
	CHECK_INT(access("x", F_OK), 0);
	CHECK_INT(close(fd), 0);
	return check_status();
}

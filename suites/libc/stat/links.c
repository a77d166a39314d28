/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX link, unlink, symlink, readlink, rename of files: link counts, life of an open unlinked file, cut and dangling links */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>

#define FAILS(call, error)               \
	do {                             \
		errno = 0;               \
		CHECK_INT(call, -1);     \
		CHECK_INT(errno, error); \
	} while (0)

static unsigned long link_count(const char *path)
{
	struct stat st;

	CHECK_INT(lstat(path, &st), 0);
	return st.st_nlink;
}

static void hard(void)
{
	CHECK_INT(link("a", "b"), 0);
	CHECK_UINT(link_count("a"), 2);
	CHECK_UINT(link_count("b"), 2);
	FAILS(link("a", "b"), EEXIST);
	FAILS(link("absent", "c"), ENOENT);
	CHECK_INT(rename("a", "b"), 0); /* the same file: nothing happens */
	CHECK_UINT(link_count("a"), 2);
	CHECK_INT(unlink("b"), 0);
	CHECK_UINT(link_count("a"), 1);
	FAILS(unlink("b"), ENOENT);
	FAILS(unlink("a/x"), ENOTDIR);
}

static void symbolic(void)
{
	char text[20];

	CHECK_INT(symlink("target/not/there", "s"), 0);
	memset(text, '#', sizeof(text));
	CHECK_INT(readlink("s", text, sizeof(text)), 16);
	CHECK_MEM(text, "target/not/there#", 17); /* no terminating null is written */
	memset(text, '#', sizeof(text));
	CHECK_INT(readlink("s", text, 6), 6);
	CHECK_MEM(text, "target#", 7);
	FAILS(readlink("a", text, sizeof(text)), EINVAL);
	FAILS(readlink("absent", text, sizeof(text)), ENOENT);
	FAILS(symlink("x", "s"), EEXIST);
	FAILS(open("s", O_RDONLY), ENOENT);
	FAILS(open("s", O_RDONLY | O_NOFOLLOW), ELOOP);
	FAILS(open("s", O_CREAT | O_EXCL | O_RDWR, 0600), EEXIST);
	CHECK_INT(unlink("s"), 0);
	CHECK_INT(symlink("a", "s"), 0);
	CHECK_INT(linkat(AT_FDCWD, "s", AT_FDCWD, "hard", AT_SYMLINK_FOLLOW), 0);
	CHECK_UINT(link_count("a"), 2);
	CHECK_INT(rename("s", "t"), 0); /* the link itself */
	CHECK_INT(readlink("t", text, sizeof(text)), 1);
}

int main(void)
{
	struct stat st;
	char text[10];
	int fd;

	files_enter();
	files_put("a", "content");
	hard();
	symbolic();
	REQUIRE((fd = open("a", O_RDONLY)) >= 0);
	CHECK_INT(unlink("a"), 0);
	CHECK_INT(unlink("hard"), 0);
	CHECK_INT(fstat(fd, &st), 0);
	CHECK_UINT(st.st_nlink, 0);
	CHECK_INT(read(fd, text, sizeof(text)), 7); /* lives until it is closed */
	CHECK_INT(close(fd), 0);
	files_put("new", "1");
	files_put("old", "22");
	CHECK_INT(rename("new", "old"), 0); /* replaces */
	CHECK_INT(stat("old", &st), 0);
	CHECK_INT(st.st_size, 1);
	FAILS(stat("new", &st), ENOENT);
	FAILS(rename("absent", "old"), ENOENT);
	return check_status();
}

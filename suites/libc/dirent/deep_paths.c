/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX XBD 4.13 pathname resolution: many levels, names and paths of the largest length and one more, trailing slashes and dots */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>
#include <limits.h>

static void many_levels(void)
{
	char path[400] = ".", up[400] = "";
	struct stat root, st;

	CHECK_INT(stat(".", &root), 0);
	for (int i = 0; i < 60; i++) {
		strcat(path, "/d");
		if (!CHECK_INT(mkdir(path, 0755), 0))
			return;
		strcat(up, "../");
	}
	strcat(path, "/");
	strcat(path, up);
	CHECK_INT(stat(path, &st), 0); /* down and up again */
	CHECK_UINT(st.st_ino, root.st_ino);
	for (int i = 0; i < 60; i++)
		CHECK_INT(chdir("d"), 0);
	CHECK_INT(chdir(up), 0);
	CHECK_INT(stat(".", &st), 0);
	CHECK_UINT(st.st_ino, root.st_ino);
	for (int i = 60; i > 0; i--) {
		path[1 + 2 * i] = '\0';
		CHECK_INT(rmdir(path), 0);
	}
}

static void longest(void)
{
	char name[NAME_MAX + 2], path[PATH_MAX + 10];
	struct stat st;

	memset(name, 'n', NAME_MAX + 1);
	name[NAME_MAX + 1] = '\0';
	errno = 0;
	CHECK_INT(mkdir(name, 0755), -1);
	CHECK_INT(errno, ENAMETOOLONG);
	name[NAME_MAX] = '\0';
	CHECK_INT(mkdir(name, 0755), 0);
	CHECK_INT(stat(name, &st), 0);
	CHECK_INT(rmdir(name), 0);
	for (int i = 0; i < PATH_MAX; i += 2)
		memcpy(path + i, "./", 3);
	errno = 0;
	CHECK_INT(stat(path, &st), -1); /* with the null one more than PATH_MAX */
	CHECK_INT(errno, ENAMETOOLONG);
	path[PATH_MAX - 1] = '\0';
	CHECK_INT(stat(path, &st), 0);
}

int main(void)
{
	struct stat st;

	files_enter();
	many_levels();
	longest();
	files_put("file", "");
	CHECK_INT(mkdir("folder", 0755), 0);
	CHECK_INT(stat("folder/", &st), 0);
	CHECK_INT(stat("folder///.//.", &st), 0);
	CHECK_INT(stat("///", &st), 0);
	errno = 0;
	CHECK_INT(stat("file/", &st), -1);
	CHECK_INT(errno, ENOTDIR);
	errno = 0;
	CHECK_INT(stat("file/.", &st), -1);
	CHECK_INT(errno, ENOTDIR);
	errno = 0;
	CHECK_INT(stat("absent/../file", &st), -1); /* not a matter of text */
	CHECK_INT(errno, ENOENT);
	CHECK_INT(stat("folder/../file", &st), 0);
	return check_status();
}

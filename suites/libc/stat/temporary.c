/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX mkstemp, mkdtemp: new names each time, modes for the owner only, templates without the six X */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>

#define COUNT 20

static void files(void)
{
	static char names[COUNT][16];
	struct stat st;

	for (int i = 0; i < COUNT; i++) {
		int fd;

		strcpy(names[i], "file-XXXXXX");
		fd = mkstemp(names[i]);
		REQUIRE(fd >= 0);
		CHECK(strncmp(names[i], "file-", 5) == 0 && strlen(names[i]) == 11 && strcmp(names[i], "file-XXXXXX") != 0);
		for (int k = 0; k < i; k++)
			CHECK(strcmp(names[i], names[k]) != 0);
		CHECK_INT(fstat(fd, &st), 0);
		CHECK_INT(st.st_mode & 0777, 0600);
		CHECK_INT(st.st_size, 0);
		CHECK_INT(write(fd, "x", 1), 1);
		CHECK_INT(lseek(fd, 0, SEEK_SET), 0);
		CHECK_INT(close(fd), 0);
		CHECK_INT(access(names[i], F_OK), 0);
	}
}

static void folders(void)
{
	char name[] = "dir.XXXXXX", second[] = "dir.XXXXXX";
	struct stat st;

	CHECK_PTR(mkdtemp(name), name);
	CHECK_PTR(mkdtemp(second), second);
	CHECK(strcmp(name, second) != 0);
	CHECK_INT(stat(name, &st), 0);
	CHECK(S_ISDIR(st.st_mode));
	CHECK_INT(st.st_mode & 0777, 0700);
}

int main(void)
{
	char bad[] = "file-XXXXX", nowhere[] = "absent/XXXXXX", bad_dir[] = "XXXXXy";

	files_enter();
	umask(0);
	files();
	folders();
	errno = 0;
	CHECK_INT(mkstemp(bad), -1);
	CHECK_INT(errno, EINVAL);
	errno = 0;
	CHECK_INT(mkstemp(nowhere), -1);
	CHECK_INT(errno, ENOENT);
	errno = 0;
	CHECK_PTR(mkdtemp(bad_dir), NULL);
	CHECK_INT(errno, EINVAL);
	return check_status();
}

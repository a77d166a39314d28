/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 mkstemp, mkdtemp: names that were not there, each another one. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
	char a[] = "name.XXXXXX", b[] = "name.XXXXXX", wrong[] = "name.XXXX";
	char folder[] = "folder.XXXXXX";
	struct stat st;
	int fd = mkstemp(a), other = mkstemp(b);

	REQUIRE(fd >= 0 && other >= 0);
	CHECK(strcmp(a, b) != 0);
	CHECK_MEM(a, "name.", 5);
	CHECK(strstr(a, "XXXXXX") == NULL);
	CHECK_INT(fstat(fd, &st), 0);
	CHECK_INT(st.st_mode & 0777, 0600);
	CHECK_INT(st.st_size, 0);
	CHECK_INT(fcntl(fd, F_GETFL) & O_ACCMODE, O_RDWR);
	CHECK_INT(access(a, F_OK), 0);
	errno = 0;
	CHECK_INT(mkstemp(wrong), -1);
	CHECK_INT(errno, EINVAL);
	CHECK_PTR(mkdtemp(folder), folder);
	CHECK_INT(stat(folder, &st), 0);
	CHECK(S_ISDIR(st.st_mode));
	CHECK_INT(st.st_mode & 0777, 0700);
	close(fd);
	close(other);
	unlink(a);
	unlink(b);
	rmdir(folder);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX statvfs, fstatvfs: sizes that make sense, the same by path and by descriptor, errors */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>
#include <sys/statvfs.h>

int main(void)
{
	struct statvfs by_path, by_fd;
	int fd;

	files_enter();
	files_put("file", "x");
	memset(&by_path, 0x5a, sizeof(by_path));
	CHECK_INT(statvfs("file", &by_path), 0);
	CHECK(by_path.f_bsize > 0);
	CHECK(by_path.f_frsize > 0);
	CHECK(by_path.f_namemax >= 14);
	CHECK(by_path.f_bfree <= by_path.f_blocks);
	CHECK(by_path.f_bavail <= by_path.f_bfree);
	CHECK(by_path.f_ffree <= by_path.f_files);
	CHECK_UINT(by_path.f_flag & ST_RDONLY, 0);
	REQUIRE((fd = open("file", O_RDONLY)) >= 0);
	CHECK_INT(fstatvfs(fd, &by_fd), 0);
	CHECK_UINT(by_fd.f_bsize, by_path.f_bsize);
	CHECK_UINT(by_fd.f_frsize, by_path.f_frsize);
	CHECK_UINT(by_fd.f_namemax, by_path.f_namemax);
	CHECK_UINT(by_fd.f_fsid, by_path.f_fsid);
	CHECK_UINT(pathconf("file", _PC_NAME_MAX), by_path.f_namemax);
	errno = 0;
	CHECK_INT(statvfs("absent", &by_path), -1);
	CHECK_INT(errno, ENOENT);
	errno = 0;
	CHECK_INT(fstatvfs(-1, &by_path), -1);
	CHECK_INT(errno, EBADF);
	return check_status();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * /dev and what a new process finds.
 */
#include "suite.h"

static char buf[600];

VFS_CASE(null_swallows_and_is_empty)
{
	int fd = vfs_open("/dev/null", O_RDWR, 0);

	EXPECT_CALL(5, write, fd, "hello", 5);
	EXPECT_CALL(0, read, fd, buf, 5);
	EXPECT_CALL(0, lseek, fd, 100, SEEK_SET);
	EXPECT_CALL(-ENOTTY, ioctl, fd, 0x5401, buf);
}

VFS_CASE(zero_and_full)
{
	int zero = vfs_open("/dev/zero", O_RDWR, 0);
	int full = vfs_open("/dev/full", O_RDWR, 0);

	memset(buf, 'x', sizeof(buf));
	EXPECT_CALL(300, read, zero, buf, 300);
	for (int i = 0; i < 300; i++)
		UK_TEST_ASSERT(!buf[i]);
	UK_TEST_EXPECT_SNUM_EQ(buf[300], 'x');
	EXPECT_CALL(5, write, zero, buf, 5);
	EXPECT_CALL(-ENOSPC, write, full, buf, 5);
	EXPECT_CALL(5, read, full, buf, 5);
	EXPECT_CALL(-EFAULT, read, zero, 8, 5);
}

VFS_CASE(random_differs)
{
	int fd = vfs_open("/dev/urandom", O_RDONLY, 0);

	memset(buf, 0, sizeof(buf));
	EXPECT_CALL(300, read, fd, buf, 300);
	EXPECT_CALL(300, read, fd, buf + 300, 300);
	UK_TEST_EXPECT(memcmp(buf, buf + 300, 300) != 0);
	UK_TEST_EXPECT(memcmp(buf, buf + 64, 64) != 0);
	EXPECT_CALL(16, getrandom, buf, 16, 0);
	EXPECT_CALL(16, getrandom, buf + 16, 16, 1);
	UK_TEST_EXPECT(memcmp(buf, buf + 16, 16) != 0);
	EXPECT_CALL(-EINVAL, getrandom, buf, 16, 8);
	EXPECT_CALL(-EFAULT, getrandom, 8, 16, 0);
}

VFS_CASE(there_is_no_terminal)
{
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/dev/tty", O_RDWR, 0), -ENXIO);
	for (int fd = 0; fd <= 2; fd++)
		EXPECT_CALL(-ENOTTY, ioctl, fd, 0x5413, buf);
}

VFS_CASE(new_process_has_three_files)
{
	struct uk_stat st;

	EXPECT_CALL(0, fstat, 0, &st);
	UK_TEST_EXPECT_SNUM_EQ(st.st_mode, S_IFCHR | 0666);
	UK_TEST_EXPECT_SNUM_EQ(st.st_rdev, 0x103);
	EXPECT_CALL(0, fstat, 1, &st);
	UK_TEST_EXPECT_SNUM_EQ(st.st_mode, S_IFIFO | 0600);
	EXPECT_CALL(-ESPIPE, lseek, 1, 0, SEEK_CUR);
	EXPECT_CALL(0, read, 0, buf, 1);
	EXPECT_CALL(-EBADF, read, 1, buf, 1);
	EXPECT_CALL(-EBADF, close, 3);
	EXPECT_CALL(022, umask, 077);
	EXPECT_CALL(077, umask, 022);
}

VFS_CASE(device_files_are_made_by_number)
{
	EXPECT_CALL(0, mknodat, AT_FDCWD, "/zero", S_IFCHR | 0666, 0x105);
	EXPECT_CALL(0, mknodat, AT_FDCWD, "/none", S_IFCHR | 0666, 0xfe01);
	EXPECT_CALL(0, mknodat, AT_FDCWD, "/plain", 0644, 0);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/zero", O_RDONLY, 0), 3);
	EXPECT_CALL(4, read, 3, buf, 4);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/none", O_RDONLY, 0), -ENXIO);
	UK_TEST_EXPECT_SNUM_EQ(vfs_size("/plain"), 0);
	EXPECT_CALL(-EEXIST, mknodat, AT_FDCWD, "/plain", 0644, 0);
	EXPECT_CALL(-EPERM, mknodat, AT_FDCWD, "/dir", S_IFDIR | 0644, 0);
}

VFS_CASE(users_are_listed)
{
	UK_TEST_EXPECT(vfs_has("/etc/passwd", "root:x:0:0:root:/:/bin/sh\n"));
	UK_TEST_EXPECT(vfs_has("/etc/group", "root:x:0:root\n"));
	UK_TEST_EXPECT_ZERO(strcmp(vfs_list("/dev/shm"), ""));
}

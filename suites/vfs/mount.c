/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Linux mount(2), umount2(2), on file systems in memory.
 */
#include "suite.h"

#define MS_RDONLY 1

static char buf[64];

#define MOUNT(type, path, flags) SYS(mount, "none", path, type, flags, NULL)

VFS_CASE(mount_covers_and_uncovers)
{
	struct uk_stat over, under;

	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/mnt", 0777);
	vfs_make("/mnt/under", "u");
	UK_TEST_EXPECT_ZERO(vfs_lstat("/mnt", &under));
	UK_TEST_EXPECT_ZERO(MOUNT("tmpfs", "/mnt", 0));
	UK_TEST_EXPECT_ZERO(strcmp(vfs_list("/mnt"), ""));
	vfs_make("/mnt/over", "o");
	UK_TEST_EXPECT_ZERO(vfs_lstat("/mnt", &over));
	UK_TEST_EXPECT_SNUM_NQ(over.st_dev, under.st_dev);
	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/mnt/d", 0777);
	EXPECT_CALL(0, chdir, "/mnt/d");
	EXPECT_CALL(7, getcwd, buf, sizeof(buf));
	UK_TEST_EXPECT_ZERO(strcmp(buf, "/mnt/d"));
	UK_TEST_EXPECT(vfs_has("../../mnt/over", "o"));
	EXPECT_CALL(-EBUSY, umount2, "/mnt", 0);
	EXPECT_CALL(0, chdir, "/");
	EXPECT_CALL(0, umount2, "/mnt", 0);
	UK_TEST_EXPECT(vfs_has("/mnt/under", "u"));
}

VFS_CASE(mount_refuses)
{
	vfs_make("/f", "");
	UK_TEST_EXPECT_SNUM_EQ(MOUNT("nonesuch", "/tmp", 0), -ENODEV);
	UK_TEST_EXPECT_SNUM_EQ(MOUNT("tmpfs", "/f", 0), -ENOTDIR);
	UK_TEST_EXPECT_SNUM_EQ(MOUNT("tmpfs", "/none", 0), -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(MOUNT("tmpfs", "/dev", 0), -EBUSY);
	EXPECT_CALL(-EINVAL, umount2, "/tmp", 0);
	EXPECT_CALL(-EINVAL, umount2, "/", 0);
	EXPECT_CALL(-EINVAL, umount2, "/dev", 0x100);
	EXPECT_CALL(0, setresuid, -1, 7, -1);
	UK_TEST_EXPECT_SNUM_EQ(MOUNT("tmpfs", "/tmp", 0), -EPERM);
}

VFS_CASE(open_file_keeps_a_mount)
{
	int fd;

	UK_TEST_EXPECT_ZERO(MOUNT("tmpfs", "/tmp", 0));
	fd = vfs_open("/tmp/f", O_CREAT | O_RDWR, 0666);
	EXPECT_CALL(-EBUSY, umount2, "/tmp", 0);
	EXPECT_CALL(0, close, fd);
	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/tmp/d", 0777);
	UK_TEST_EXPECT_ZERO(MOUNT("tmpfs", "/tmp/d", 0));
	EXPECT_CALL(-EBUSY, umount2, "/tmp", 0);
	EXPECT_CALL(0, umount2, "/tmp/d", 0);
	EXPECT_CALL(0, umount2, "/tmp", 0);
}

VFS_CASE(read_only_mount_is_erofs)
{
	UK_TEST_EXPECT_ZERO(MOUNT("devtmpfs", "/tmp", MS_RDONLY));
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/tmp/f", O_CREAT | O_RDWR, 0666), -EROFS);
	EXPECT_CALL(-EROFS, mkdirat, AT_FDCWD, "/tmp/d", 0777);
	EXPECT_CALL(-EROFS, unlinkat, AT_FDCWD, "/tmp/null", 0);
	EXPECT_CALL(-EROFS, fchmodat, AT_FDCWD, "/tmp/null", 0);
	EXPECT_CALL(-EROFS, utimensat, AT_FDCWD, "/tmp/null", NULL, 0);
	EXPECT_CALL(-EROFS, faccessat, AT_FDCWD, "/tmp/shm", W_OK);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/tmp/null", O_RDWR, 0), 3);
}

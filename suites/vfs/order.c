/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which error of several a call has: as on Linux, where POSIX.1-2017 leaves it
 * open; and what a slash behind a name means.
 */
#include "suite.h"

#define RENAME(from, to) SYS(renameat2, AT_FDCWD, from, AT_FDCWD, to, 0)

VFS_CASE(slash_behind_a_name_of_a_link)
{
	vfs_make("/f", "");
	EXPECT_CALL(0, symlinkat, "f", AT_FDCWD, "/l");
	EXPECT_CALL(0, symlinkat, "none", AT_FDCWD, "/dangling");
	EXPECT_CALL(-EEXIST, mkdirat, AT_FDCWD, "/dangling/", 0777);
	EXPECT_CALL(-EEXIST, mkdirat, AT_FDCWD, "/f/", 0777);
	EXPECT_CALL(-EEXIST, symlinkat, "x", AT_FDCWD, "/f/");
	EXPECT_CALL(-ENOENT, symlinkat, "x", AT_FDCWD, "/new/");
	EXPECT_CALL(-ENOTDIR, unlinkat, AT_FDCWD, "/l/", 0);
	EXPECT_CALL(-ENOTDIR, unlinkat, AT_FDCWD, "/dangling/", AT_REMOVEDIR);
	UK_TEST_EXPECT_SNUM_EQ(RENAME("/l/", "/m"), -ENOTDIR);
	UK_TEST_EXPECT_SNUM_EQ(RENAME("/l", "/m/"), -ENOTDIR);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/dangling/", O_CREAT | O_RDWR, 0666),
			       -EISDIR);
	UK_TEST_EXPECT_SNUM_EQ(vfs_size("/none"), -ENOENT);
}

VFS_CASE(slash_behind_a_name_of_a_directory)
{
	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/d", 0777);
	EXPECT_CALL(0, symlinkat, "d", AT_FDCWD, "/l");
	EXPECT_CALL(-EISDIR, unlinkat, AT_FDCWD, "/d/", 0);
	EXPECT_CALL(-ENOTDIR, unlinkat, AT_FDCWD, "/l/", AT_REMOVEDIR);
	UK_TEST_EXPECT_SNUM_EQ(RENAME("/d/", "/e/"), 0);
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "/e/", AT_REMOVEDIR);
}

VFS_CASE(rename_looks_at_names_before_files)
{
	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/d", 0777);
	UK_TEST_EXPECT_SNUM_EQ(RENAME("/none", "/."), -EBUSY);
	UK_TEST_EXPECT_SNUM_EQ(RENAME("/none", "/dev/x"), -EXDEV);
	UK_TEST_EXPECT_SNUM_EQ(RENAME("/none/x", "/."), -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(RENAME("/d/.", "/x"), -EBUSY);
	EXPECT_CALL(-EEXIST, renameat2, AT_FDCWD, "/d", AT_FDCWD, "/.", 1);
}

VFS_CASE(open_looks_at_flags_first)
{
	vfs_make("/f", "");
	EXPECT_CALL(0, symlinkat, "f", AT_FDCWD, "/l");
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/none/x", O_CREAT | O_DIRECTORY, 0),
			       -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(
		vfs_open("/f", UK_O_TMPFILE | O_DIRECTORY | O_RDONLY, 0),
		-EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/l", O_DIRECTORY | O_NOFOLLOW, 0),
			       -ENOTDIR);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/tmp", O_TRUNC, 0), -EISDIR);
}

VFS_CASE(bad_values_before_bad_descriptors)
{
	int fds[2];
	char c;

	EXPECT_CALL(-EINVAL, ftruncate, 99, -1);
	EXPECT_CALL(-EINVAL, pread64, 99, &c, 1, -1);
	EXPECT_CALL(-EINVAL, flock, 99, 3);
	EXPECT_CALL(-ENOENT, readlinkat, AT_FDCWD, "", &c, 1);
	EXPECT_CALL(0, pipe2, fds, 0);
	EXPECT_CALL(-ESPIPE, pread64, fds[1], &c, 1, 0);
	EXPECT_CALL(-ESPIPE, pwrite64, fds[0], &c, 1, 0);
}

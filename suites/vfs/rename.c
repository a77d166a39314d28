/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 rename(), and the flags of Linux.
 */
#include "suite.h"

#define RENAME(from, to) SYS(renameat2, AT_FDCWD, from, AT_FDCWD, to, 0)
#define EXPECT_RENAME(result, from, to) \
	UK_TEST_EXPECT_SNUM_EQ(RENAME(from, to), result)

static __u64 links_of(const char *path)
{
	struct uk_stat st;

	return vfs_lstat(path, &st) ? 0 : st.st_nlink;
}

VFS_CASE(rename_replaces)
{
	vfs_make("/a", "new");
	vfs_make("/b", "old");
	EXPECT_RENAME(0, "/a", "/b");
	UK_TEST_EXPECT(vfs_has("/b", "new"));
	UK_TEST_EXPECT_SNUM_EQ(vfs_size("/a"), -ENOENT);
	EXPECT_RENAME(0, "/b", "/tmp/c");
	UK_TEST_EXPECT(vfs_has("/tmp/c", "new"));
	UK_TEST_EXPECT_SNUM_EQ(links_of("/tmp/c"), 1);
}

VFS_CASE(rename_of_two_names_of_one_file_does_nothing)
{
	vfs_make("/a", "x");
	EXPECT_CALL(0, linkat, AT_FDCWD, "/a", AT_FDCWD, "/b", 0);
	EXPECT_RENAME(0, "/a", "/b");
	UK_TEST_EXPECT_SNUM_EQ(links_of("/a"), 2);
	UK_TEST_EXPECT_SNUM_EQ(links_of("/b"), 2);
	EXPECT_RENAME(0, "/a", "/a");
	UK_TEST_EXPECT(vfs_has("/a", "x"));
}

VFS_CASE(rename_of_directories)
{
	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/a", 0777);
	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/a/b", 0777);
	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/c", 0777);
	vfs_make("/a/b/f", "x");
	EXPECT_RENAME(0, "/a/b", "/tmp/moved");
	UK_TEST_EXPECT(vfs_has("/tmp/moved/f", "x"));
	UK_TEST_EXPECT_SNUM_EQ(links_of("/a"), 2);
	UK_TEST_EXPECT_SNUM_EQ(links_of("/tmp"), 3);
	EXPECT_CALL(0, chdir, "/tmp/moved");
	UK_TEST_EXPECT_ZERO(strcmp(vfs_list(".."), "moved "));
	EXPECT_RENAME(0, "/tmp/moved", "/c");
	UK_TEST_EXPECT(vfs_has("/c/f", "x"));
	EXPECT_RENAME(0, "/a", "/tmp/");
	EXPECT_RENAME(-EINVAL, "/c", "/c/sub");
	EXPECT_RENAME(0, "/c", "/c/");
	EXPECT_CALL(0, chdir, "/");
}

VFS_CASE(rename_refuses)
{
	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/a", 0777);
	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/a/b", 0777);
	vfs_make("/f", "x");
	EXPECT_RENAME(-ENOENT, "/none", "/x");
	EXPECT_RENAME(-ENOENT, "/f", "/none/x");
	EXPECT_RENAME(-EISDIR, "/f", "/a");
	EXPECT_RENAME(-ENOTDIR, "/a", "/f");
	EXPECT_RENAME(-ENOTDIR, "/f", "/new/");
	EXPECT_RENAME(-ENOTDIR, "/f/", "/new");
	EXPECT_RENAME(-EINVAL, "/a", "/a/b/c");
	EXPECT_RENAME(-ENOTEMPTY, "/a/b", "/a");
	EXPECT_RENAME(-EBUSY, "/a/.", "/x");
	EXPECT_RENAME(-EBUSY, "/a", "/tmp/..");
	EXPECT_RENAME(-EXDEV, "/f", "/dev/f");
	EXPECT_RENAME(-EBUSY, "/dev", "/x");
	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/full", 0777);
	vfs_make("/full/f", "");
	EXPECT_RENAME(-ENOTEMPTY, "/a", "/full");
	UK_TEST_EXPECT(vfs_has("/f", "x"));
}

VFS_CASE(rename_with_flags)
{
	vfs_make("/a", "A");
	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/b", 0777);
	EXPECT_CALL(-EEXIST, renameat2, AT_FDCWD, "/a", AT_FDCWD, "/b", 1);
	EXPECT_CALL(-ENOENT, renameat2, AT_FDCWD, "/a", AT_FDCWD, "/c", 2);
	EXPECT_CALL(-EINVAL, renameat2, AT_FDCWD, "/a", AT_FDCWD, "/b", 3);
	EXPECT_CALL(0, renameat2, AT_FDCWD, "/a", AT_FDCWD, "/b", 2);
	UK_TEST_EXPECT(vfs_has("/b", "A"));
	UK_TEST_EXPECT_SNUM_EQ(links_of("/a"), 2);
	EXPECT_CALL(0, renameat2, AT_FDCWD, "/b", AT_FDCWD, "/c", 1);
	UK_TEST_EXPECT(vfs_has("/c", "A"));
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Directories: making, reading, leaving, the current one.
 */
#include "suite.h"

static char buf[4096] __align(8);

static __u64 links_of(const char *path)
{
	struct uk_stat st;

	return vfs_lstat(path, &st) ? 0 : st.st_nlink;
}

VFS_CASE(directories_count_their_links)
{
	UK_TEST_EXPECT_SNUM_EQ(links_of("/tmp"), 2);
	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/tmp/a", 0777);
	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/tmp/b/", 0777);
	UK_TEST_EXPECT_SNUM_EQ(links_of("/tmp"), 4);
	UK_TEST_EXPECT_SNUM_EQ(links_of("/tmp/a"), 2);
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "/tmp/a", AT_REMOVEDIR);
	UK_TEST_EXPECT_SNUM_EQ(links_of("/tmp"), 3);
}

VFS_CASE(making_refuses_what_exists)
{
	EXPECT_CALL(-EEXIST, mkdirat, AT_FDCWD, "/tmp", 0777);
	EXPECT_CALL(-EEXIST, mkdirat, AT_FDCWD, "/", 0777);
	EXPECT_CALL(-EEXIST, mkdirat, AT_FDCWD, ".", 0777);
	EXPECT_CALL(-ENOENT, mkdirat, AT_FDCWD, "/none/x", 0777);
	EXPECT_CALL(-ENOENT, mkdirat, AT_FDCWD, "", 0777);
	vfs_make("/f", "");
	EXPECT_CALL(-EEXIST, mkdirat, AT_FDCWD, "/f", 0777);
	EXPECT_CALL(-ENOTDIR, mkdirat, AT_FDCWD, "/f/x", 0777);
}

VFS_CASE(removing_keeps_to_the_rules)
{
	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/d", 0777);
	vfs_make("/d/f", "");
	EXPECT_CALL(-ENOTEMPTY, unlinkat, AT_FDCWD, "/d", AT_REMOVEDIR);
	EXPECT_CALL(-ENOTDIR, unlinkat, AT_FDCWD, "/d/f", AT_REMOVEDIR);
	EXPECT_CALL(-EISDIR, unlinkat, AT_FDCWD, "/d", 0);
	EXPECT_CALL(-EINVAL, unlinkat, AT_FDCWD, "/d/.", AT_REMOVEDIR);
	EXPECT_CALL(-ENOTEMPTY, unlinkat, AT_FDCWD, "/d/..", AT_REMOVEDIR);
	EXPECT_CALL(-EBUSY, unlinkat, AT_FDCWD, "/", AT_REMOVEDIR);
	EXPECT_CALL(-EBUSY, unlinkat, AT_FDCWD, "/dev", AT_REMOVEDIR);
	EXPECT_CALL(-ENOTDIR, unlinkat, AT_FDCWD, "/d/f/", 0);
	EXPECT_CALL(-EINVAL, unlinkat, AT_FDCWD, "/d", 1);
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "/d/f", 0);
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "/d/", AT_REMOVEDIR);
	EXPECT_CALL(-ENOENT, unlinkat, AT_FDCWD, "/d", AT_REMOVEDIR);
}

VFS_CASE(reading_lists_all_names)
{
	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/d", 0777);
	UK_TEST_EXPECT_ZERO(strcmp(vfs_list("/d"), ""));
	vfs_make("/d/one", "");
	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/d/two", 0777);
	EXPECT_CALL(0, symlinkat, "x", AT_FDCWD, "/d/three");
	UK_TEST_EXPECT_ZERO(strcmp(vfs_list("/d"), "one two three "));
}

VFS_CASE(entries_have_type_and_number)
{
	struct uk_stat st;
	int fd;

	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/d", 0777);
	vfs_make("/d/f", "");
	fd = vfs_open("/d", O_RDONLY, 0);
	EXPECT_CALL(72, getdents64, fd, buf, sizeof(buf));
	UK_TEST_EXPECT_ZERO(strcmp(buf + 19, "."));
	UK_TEST_EXPECT_SNUM_EQ(buf[18], 4);
	UK_TEST_EXPECT_ZERO(strcmp(buf + 24 + 19, ".."));
	UK_TEST_EXPECT_ZERO(strcmp(buf + 48 + 19, "f"));
	UK_TEST_EXPECT_SNUM_EQ(buf[48 + 18], 8);
	UK_TEST_EXPECT_ZERO(vfs_lstat("/d/f", &st));
	UK_TEST_EXPECT_SNUM_EQ(*(__u64 *)(buf + 48), st.st_ino);
	EXPECT_CALL(0, getdents64, fd, buf, sizeof(buf));
	EXPECT_CALL(0, lseek, fd, 0, SEEK_SET);
	EXPECT_CALL(-EINVAL, getdents64, fd, buf, 23);
	EXPECT_CALL(24, getdents64, fd, buf, 47);
	EXPECT_CALL(-EFAULT, getdents64, fd, (void *)8, 100);
}

VFS_CASE(offsets_survive_changes)
{
	char name[3] = "a";
	__s64 after_b;
	int fd;

	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/d", 0777);
	EXPECT_CALL(0, chdir, "/d");
	for (; name[0] <= 'e'; name[0]++)
		vfs_make(name, "");
	fd = vfs_open(".", O_RDONLY, 0);
	EXPECT_CALL(96, getdents64, fd, buf, 96);
	UK_TEST_EXPECT_ZERO(strcmp(buf + 72 + 19, "b"));
	after_b = *(__s64 *)(buf + 72 + 8);
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "b", 0);
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "c", 0);
	vfs_make("z", "");
	EXPECT_CALL(72, getdents64, fd, buf, sizeof(buf));
	UK_TEST_EXPECT_ZERO(strcmp(buf + 19, "d"));
	UK_TEST_EXPECT_ZERO(strcmp(buf + 48 + 19, "z"));
	EXPECT_CALL(after_b, lseek, fd, after_b, SEEK_SET);
	EXPECT_CALL(24, getdents64, fd, buf, 24);
	UK_TEST_EXPECT_ZERO(strcmp(buf + 19, "d"));
}

VFS_CASE(current_directory)
{
	EXPECT_CALL(2, getcwd, buf, sizeof(buf));
	UK_TEST_EXPECT_ZERO(strcmp(buf, "/"));
	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/d", 0777);
	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/d/sub", 0777);
	EXPECT_CALL(0, chdir, "d/sub");
	EXPECT_CALL(7, getcwd, buf, sizeof(buf));
	UK_TEST_EXPECT_ZERO(strcmp(buf, "/d/sub"));
	EXPECT_CALL(-ERANGE, getcwd, buf, 6);
	EXPECT_CALL(7, getcwd, buf, 7);
	EXPECT_CALL(0, chdir, "/dev/shm");
	EXPECT_CALL(9, getcwd, buf, sizeof(buf));
	UK_TEST_EXPECT_ZERO(strcmp(buf, "/dev/shm"));
	EXPECT_CALL(0, chdir, "../..");
	EXPECT_CALL(2, getcwd, buf, sizeof(buf));
	vfs_make("/f", "");
	EXPECT_CALL(-ENOTDIR, chdir, "/f");
	EXPECT_CALL(-ENOENT, chdir, "/none");
	EXPECT_CALL(-ENOENT, chdir, "");
}

VFS_CASE(removed_current_directory)
{
	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/d", 0777);
	EXPECT_CALL(0, chdir, "/d");
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "/d", AT_REMOVEDIR);
	EXPECT_CALL(-ENOENT, getcwd, buf, sizeof(buf));
	UK_TEST_EXPECT_SNUM_EQ(vfs_make("f", ""), -ENOENT);
	EXPECT_CALL(-ENOENT, mkdirat, AT_FDCWD, "x", 0777);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open(".", O_RDONLY, 0), 3);
	EXPECT_CALL(-ENOENT, getdents64, 3, buf, sizeof(buf));
	EXPECT_CALL(0, chdir, "..");
	EXPECT_CALL(2, getcwd, buf, sizeof(buf));
}

VFS_CASE(descriptor_becomes_current_directory)
{
	int fd = vfs_open("/tmp", O_RDONLY, 0);

	EXPECT_CALL(0, fchdir, fd);
	EXPECT_CALL(5, getcwd, buf, sizeof(buf));
	UK_TEST_EXPECT_ZERO(strcmp(buf, "/tmp"));
	vfs_make("/f", "");
	fd = vfs_open("/f", O_RDONLY, 0);
	EXPECT_CALL(-ENOTDIR, fchdir, fd);
	EXPECT_CALL(-EBADF, fchdir, 99);
}

VFS_CASE(deep_trees_are_no_problem)
{
	for (int i = 0; i < 500; i++) {
		UK_TEST_ASSERT(SYS(mkdirat, AT_FDCWD, "deep", 0777) == 0);
		UK_TEST_ASSERT(SYS(chdir, "deep") == 0);
	}
	EXPECT_CALL(2501, getcwd, buf, sizeof(buf));
	EXPECT_CALL(0, chdir, "/");
}

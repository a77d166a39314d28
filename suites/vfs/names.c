/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 4.13 pathname resolution; links, both kinds.
 */
#include "suite.h"

static char path[5000];

static const char *repeat(const char *text, unsigned int count)
{
	size_t len = strlen(text);

	for (unsigned int i = 0; i < count; i++)
		memcpy(path + i * len, text, len);
	path[count * len] = '\0';
	return path;
}

VFS_CASE(name_of_255_bytes_is_the_longest)
{
	repeat("n", 255);
	UK_TEST_EXPECT_SNUM_EQ(vfs_make(path, "x"), 0);
	UK_TEST_EXPECT(vfs_has(path, "x"));
	repeat("n", 256);
	UK_TEST_EXPECT_SNUM_EQ(vfs_make(path, "x"), -ENAMETOOLONG);
	UK_TEST_EXPECT_SNUM_EQ(vfs_size(path), -ENAMETOOLONG);
}

VFS_CASE(path_of_4095_bytes_is_the_longest)
{
	repeat("./", 2047);
	strcat(path, "f");
	UK_TEST_EXPECT_SNUM_EQ(strlen(path), 4095);
	UK_TEST_EXPECT_ZERO(vfs_make(path, "x"));
	repeat("./", 2048);
	UK_TEST_EXPECT_SNUM_EQ(vfs_size(path), -ENAMETOOLONG);
}

VFS_CASE(dots_and_slashes)
{
	struct uk_stat a, b;

	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/d", 0755);
	vfs_make("/d/f", "x");
	UK_TEST_EXPECT(vfs_has("//d///f", "x"));
	UK_TEST_EXPECT(vfs_has("/../../d/./../d/f", "x"));
	UK_TEST_EXPECT_ZERO(vfs_lstat("/..", &a));
	UK_TEST_EXPECT_ZERO(vfs_lstat("/", &b));
	UK_TEST_EXPECT_SNUM_EQ(a.st_ino, b.st_ino);
	UK_TEST_EXPECT_SNUM_EQ(vfs_size("/d/f/"), -ENOTDIR);
	UK_TEST_EXPECT_SNUM_EQ(vfs_size("/d/f/."), -ENOTDIR);
	UK_TEST_EXPECT_SNUM_EQ(vfs_size("/d/f/.."), -ENOTDIR);
	UK_TEST_EXPECT_SNUM_EQ(vfs_size("/none/.."), -ENOENT);
}

VFS_CASE(links_are_followed)
{
	char buf[20];

	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/d", 0755);
	vfs_make("/d/f", "x");
	EXPECT_CALL(0, symlinkat, "d", AT_FDCWD, "/to-dir");
	EXPECT_CALL(0, symlinkat, "../to-dir/f", AT_FDCWD, "/d/to-file");
	UK_TEST_EXPECT(vfs_has("/to-dir/to-file", "x"));
	UK_TEST_EXPECT(vfs_has("/to-dir//f", "x"));
	EXPECT_CALL(11, readlinkat, AT_FDCWD, "/d/to-file", buf, sizeof(buf));
	UK_TEST_EXPECT_BYTES_EQ(buf, "../to-dir/f", 11);
	EXPECT_CALL(3, readlinkat, AT_FDCWD, "/d/to-file", buf, 3);
	EXPECT_CALL(-EINVAL, readlinkat, AT_FDCWD, "/d/to-file", buf, 0);
	EXPECT_CALL(-EINVAL, readlinkat, AT_FDCWD, "/d/f", buf, 3);
	EXPECT_CALL(-EINVAL, readlinkat, AT_FDCWD, "/to-dir/", buf, 3);
	EXPECT_CALL(-ENOENT, symlinkat, "", AT_FDCWD, "/empty");
	EXPECT_CALL(-EEXIST, symlinkat, "x", AT_FDCWD, "/to-dir");
}

VFS_CASE(link_of_a_link_has_its_own_attributes)
{
	struct uk_stat st;

	EXPECT_CALL(0, symlinkat, "none", AT_FDCWD, "/l");
	UK_TEST_EXPECT_ZERO(vfs_lstat("/l", &st));
	UK_TEST_EXPECT_SNUM_EQ(st.st_mode, S_IFLNK | 0777);
	UK_TEST_EXPECT_SNUM_EQ(st.st_size, 4);
	UK_TEST_EXPECT_SNUM_EQ(vfs_size("/l"), -ENOENT);
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "/l", 0);
	UK_TEST_EXPECT_SNUM_EQ(vfs_lstat("/l", &st), -ENOENT);
}

VFS_CASE(circles_are_eloop)
{
	EXPECT_CALL(0, symlinkat, "b", AT_FDCWD, "/a");
	EXPECT_CALL(0, symlinkat, "a", AT_FDCWD, "/b");
	EXPECT_CALL(0, symlinkat, "self/x", AT_FDCWD, "/self");
	UK_TEST_EXPECT_SNUM_EQ(vfs_size("/a"), -ELOOP);
	UK_TEST_EXPECT_SNUM_EQ(vfs_size("/self"), -ELOOP);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/a", O_CREAT | O_RDWR, 0666), -ELOOP);
}

VFS_CASE(forty_links_are_followed)
{
	char from[8], to[8];

	vfs_make("/l0", "x");
	for (int i = 1; i <= 41; i++) {
		from[0] = to[0] = 'l';
		from[1] = (char)('0' + (i - 1) / 10);
		from[2] = (char)('0' + (i - 1) % 10);
		to[1] = (char)('0' + i / 10);
		to[2] = (char)('0' + i % 10);
		from[3] = to[3] = '\0';
		EXPECT_CALL(0, symlinkat, i == 1 ? "l0" : from, AT_FDCWD, to);
	}
	UK_TEST_EXPECT(vfs_has("/l40", "x"));
	UK_TEST_EXPECT_SNUM_EQ(vfs_size("/l41"), -ELOOP);
}

VFS_CASE(hard_links_are_one_file)
{
	struct uk_stat a, b;

	vfs_make("/f", "x");
	EXPECT_CALL(0, linkat, AT_FDCWD, "/f", AT_FDCWD, "/g", 0);
	UK_TEST_EXPECT_ZERO(vfs_lstat("/f", &a));
	UK_TEST_EXPECT_ZERO(vfs_lstat("/g", &b));
	UK_TEST_EXPECT_SNUM_EQ(a.st_nlink, 2);
	UK_TEST_EXPECT_SNUM_EQ(a.st_ino, b.st_ino);
	EXPECT_CALL(-EEXIST, linkat, AT_FDCWD, "/f", AT_FDCWD, "/g", 0);
	EXPECT_CALL(-EPERM, linkat, AT_FDCWD, "/tmp", AT_FDCWD, "/h", 0);
	EXPECT_CALL(-ENOENT, linkat, AT_FDCWD, "/none", AT_FDCWD, "/h", 0);
	EXPECT_CALL(-EXDEV, linkat, AT_FDCWD, "/f", AT_FDCWD, "/dev/f", 0);
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "/f", 0);
	UK_TEST_EXPECT_ZERO(vfs_lstat("/g", &b));
	UK_TEST_EXPECT_SNUM_EQ(b.st_nlink, 1);
	UK_TEST_EXPECT(vfs_has("/g", "x"));
}

VFS_CASE(hard_link_of_a_symbolic_link)
{
	struct uk_stat st;

	vfs_make("/f", "x");
	EXPECT_CALL(0, symlinkat, "f", AT_FDCWD, "/l");
	EXPECT_CALL(0, linkat, AT_FDCWD, "/l", AT_FDCWD, "/same", 0);
	EXPECT_CALL(0, linkat, AT_FDCWD, "/l", AT_FDCWD, "/other",
		    AT_SYMLINK_FOLLOW);
	UK_TEST_EXPECT_ZERO(vfs_lstat("/same", &st));
	UK_TEST_EXPECT_SNUM_EQ(st.st_mode & S_IFMT, S_IFLNK);
	UK_TEST_EXPECT_ZERO(vfs_lstat("/other", &st));
	UK_TEST_EXPECT_SNUM_EQ(st.st_mode & S_IFMT, S_IFREG);
}

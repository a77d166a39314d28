/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 open(): flags, errors, what is made.
 */
#include "suite.h"

VFS_CASE(missing_file_is_enoent)
{
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/none", O_RDONLY, 0), -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/none/x", O_CREAT | O_RDWR, 0), -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("", O_RDONLY, 0), -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("", O_CREAT | O_RDWR, 0666), -ENOENT);
}

VFS_CASE(created_file_has_mode_and_owner)
{
	struct uk_stat st;
	int fd;

	SYS(umask, 027);
	fd = vfs_open("/a", O_CREAT | O_EXCL | O_RDWR, 04766);
	UK_TEST_ASSERT(fd == 3);
	EXPECT_CALL(0, fstat, fd, &st);
	UK_TEST_EXPECT_SNUM_EQ(st.st_mode, S_IFREG | 04740);
	UK_TEST_EXPECT_SNUM_EQ(st.st_nlink, 1);
	UK_TEST_EXPECT_SNUM_EQ(st.st_uid, 0);
	UK_TEST_EXPECT_SNUM_EQ(st.st_size, 0);
	UK_TEST_EXPECT_SNUM_EQ(st.st_blocks, 0);
	UK_TEST_EXPECT_SNUM_NQ(st.st_ino, 0);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/a", O_CREAT | O_EXCL | O_RDWR, 0),
			       -EEXIST);
}

VFS_CASE(excl_does_not_follow_links)
{
	EXPECT_CALL(0, symlinkat, "/nowhere", AT_FDCWD, "/l");
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/l", O_CREAT | O_EXCL | O_RDWR, 0666),
			       -EEXIST);
	UK_TEST_EXPECT_SNUM_EQ(vfs_size("/nowhere"), -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/l", O_CREAT | O_RDWR, 0666), 3);
	UK_TEST_EXPECT_SNUM_EQ(vfs_size("/nowhere"), 0);
}

VFS_CASE(truncation_on_open)
{
	UK_TEST_EXPECT_ZERO(vfs_make("/a", "text"));
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/a", O_RDWR, 0), 3);
	UK_TEST_EXPECT_SNUM_EQ(vfs_size("/a"), 4);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/a", O_WRONLY | O_TRUNC, 0), 4);
	UK_TEST_EXPECT_ZERO(vfs_size("/a"));
}

VFS_CASE(directories_open_for_reading_only)
{
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/tmp", O_RDWR, 0), -EISDIR);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/tmp", O_WRONLY, 0), -EISDIR);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/tmp", O_CREAT | O_RDONLY, 0666), -EISDIR);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/", O_RDONLY, 0), 3);
	EXPECT_CALL(-EISDIR, read, 3, &(char){0}, 1);
	EXPECT_CALL(-EBADF, write, 3, "", 1);
	vfs_make("/f", "");
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/f", O_RDONLY | O_DIRECTORY, 0), -ENOTDIR);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/f/", O_RDONLY, 0), -ENOTDIR);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/g/", O_CREAT | O_RDWR, 0666), -EISDIR);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/tmp/.", O_CREAT | O_RDWR, 0666), -EISDIR);
}

VFS_CASE(nofollow_refuses_links)
{
	vfs_make("/f", "x");
	EXPECT_CALL(0, symlinkat, "f", AT_FDCWD, "/l");
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/l", O_RDONLY | O_NOFOLLOW, 0), -ELOOP);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/l", O_RDONLY, 0), 3);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/f", O_RDONLY | O_NOFOLLOW, 0), 4);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/l", O_PATH | O_NOFOLLOW, 0), 5);
}

VFS_CASE(rights_of_the_open_file_hold)
{
	char c = 0;

	vfs_make("/f", "x");
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/f", O_RDONLY, 0), 3);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/f", O_WRONLY, 0), 4);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/f", O_PATH, 0), 5);
	EXPECT_CALL(-EBADF, write, 3, "y", 1);
	EXPECT_CALL(-EBADF, read, 4, &c, 1);
	EXPECT_CALL(-EBADF, read, 5, &c, 1);
	EXPECT_CALL(-EBADF, lseek, 5, 0, SEEK_SET);
	EXPECT_CALL(-EBADF, read, 99, &c, 1);
	EXPECT_CALL(-EBADF, read, -1, &c, 1);
	EXPECT_CALL(1, read, 3, &c, 1);
	UK_TEST_EXPECT_SNUM_EQ(c, 'x');
}

VFS_CASE(tmpfile_has_no_name)
{
	struct uk_stat st;
	int fd = vfs_open("/tmp", UK_O_TMPFILE | O_DIRECTORY | O_RDWR, 0600);

	UK_TEST_ASSERT(fd >= 0);
	EXPECT_CALL(3, write, fd, "abc", 3);
	EXPECT_CALL(0, fstat, fd, &st);
	UK_TEST_EXPECT_SNUM_EQ(st.st_nlink, 0);
	UK_TEST_EXPECT_SNUM_EQ(st.st_size, 3);
	UK_TEST_EXPECT_ZERO(strcmp(vfs_list("/tmp"), ""));
	EXPECT_CALL(0, linkat, fd, "", AT_FDCWD, "/tmp/named", AT_EMPTY_PATH);
	UK_TEST_EXPECT(vfs_has("/tmp/named", "abc"));
	UK_TEST_EXPECT_SNUM_EQ(
		vfs_open("/tmp", UK_O_TMPFILE | O_DIRECTORY | O_RDONLY, 0),
		-EINVAL);
}

VFS_CASE(lowest_free_number_is_taken)
{
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/", O_RDONLY, 0), 3);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/", O_RDONLY, 0), 4);
	EXPECT_CALL(0, close, 3);
	EXPECT_CALL(-EBADF, close, 3);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/", O_RDONLY | O_CLOEXEC, 0), 3);
	EXPECT_CALL(1, fcntl, 3, 1);
	EXPECT_CALL(0, fcntl, 4, 1);
}

VFS_CASE(bad_path_pointer_is_efault)
{
	UK_TEST_EXPECT_SNUM_EQ(vfs_open(NULL, O_RDONLY, 0), -EFAULT);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open((const char *)-1L, O_RDONLY, 0), -EFAULT);
}

VFS_CASE(relative_to_a_descriptor)
{
	int dir;

	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/d", 0755);
	vfs_make("/d/f", "in d");
	dir = vfs_open("/d", O_RDONLY | O_DIRECTORY, 0);
	EXPECT_CALL(dir + 1, openat, dir, "f", O_RDONLY);
	EXPECT_CALL(-ENOTDIR, openat, dir + 1, "f", O_RDONLY);
	EXPECT_CALL(-EBADF, openat, 77, "f", O_RDONLY);
	EXPECT_CALL(dir + 2, openat, 77, "/d/f", O_RDONLY);
	EXPECT_CALL(dir + 3, openat, dir, "../d/f", O_RDONLY);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * /proc/self, as C libraries use it.
 */
#include "suite.h"

static char buf[256];
static int fds[2];

static const char *text_of(const char *link)
{
	long len = SYS(readlinkat, AT_FDCWD, link, buf, sizeof(buf) - 1);

	buf[len < 0 ? 0 : len] = '\0';
	return buf;
}

VFS_CASE(descriptors_have_paths)
{
	struct uk_stat st;

	EXPECT_CALL(0, mkdirat, AT_FDCWD, "/d", 0777);
	vfs_make("/d/f", "x");
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/d/../d//f", O_RDONLY, 0), 3);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/d", O_RDONLY, 0), 4);
	UK_TEST_EXPECT_ZERO(strcmp(text_of("/proc/self/fd/3"), "/d/f"));
	UK_TEST_EXPECT_ZERO(strcmp(text_of("/dev/fd/4"), "/d"));
	UK_TEST_EXPECT_ZERO(strcmp(text_of("/proc/self/fd/0"), "/dev/null"));
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "/d/f", 0);
	UK_TEST_EXPECT_ZERO(strcmp(text_of("/proc/self/fd/3"), "/d/f (deleted)"));
	EXPECT_CALL(-ENOENT, readlinkat, AT_FDCWD, "/proc/self/fd/5", buf, 9);
	EXPECT_CALL(-ENOENT, readlinkat, AT_FDCWD, "/proc/self/fd/03", buf, 9);
	UK_TEST_EXPECT_ZERO(vfs_lstat("/proc/self/fd/3", &st));
	UK_TEST_EXPECT_SNUM_EQ(st.st_mode & S_IFMT, S_IFLNK);
}

VFS_CASE(descriptors_lead_to_their_files)
{
	vfs_make("/f", "abc");
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/f", O_RDONLY, 0), 3);
	EXPECT_CALL(1, read, 3, buf, 1);
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "/f", 0);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/proc/self/fd/3", O_RDWR, 0), 4);
	EXPECT_CALL(3, read, 4, buf, 9);
	UK_TEST_EXPECT_SNUM_EQ(vfs_size("/dev/fd/4"), 3);
	EXPECT_CALL(0, fchmodat, AT_FDCWD, "/proc/self/fd/4", 0600);
}

VFS_CASE(pipes_are_reached_by_proc)
{
	EXPECT_CALL(0, pipe2, fds, 0);
	UK_TEST_EXPECT_BYTES_EQ(text_of("/proc/self/fd/3"), "pipe:[", 6);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/proc/self/fd/3", O_WRONLY, 0), 5);
	EXPECT_CALL(0, close, fds[1]);
	EXPECT_CALL(2, write, 5, "hi", 2);
	EXPECT_CALL(2, read, 3, buf, 9);
}

VFS_CASE(proc_shows_the_process)
{
	UK_TEST_EXPECT_ZERO(strcmp(vfs_list("/proc/self"), "fd exe cwd root "));
	UK_TEST_EXPECT_ZERO(strcmp(vfs_list("/proc/self/fd"), "0 1 2 3 "));
	EXPECT_CALL(0, chdir, "/proc/self");
	UK_TEST_EXPECT_ZERO(strcmp(text_of("cwd"), "/proc/self"));
	EXPECT_CALL(0, chdir, "cwd/fd");
	EXPECT_CALL(14, getcwd, buf, sizeof(buf));
	UK_TEST_EXPECT_ZERO(strcmp(text_of("../root"), "/"));
	UK_TEST_EXPECT_SNUM_EQ(vfs_make("/proc/x", ""), -EPERM);
	UK_TEST_EXPECT_SNUM_EQ(vfs_size("/proc/none"), -ENOENT);
}

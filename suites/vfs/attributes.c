/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Mode, owner, times, rights.
 */
#include "suite.h"

#define UTIME_NOW 0x3fffffffL
#define UTIME_OMIT 0x3ffffffeL

static struct uk_stat st;

static __u32 mode_of(const char *path)
{
	return vfs_lstat(path, &st) ? 0 : st.st_mode;
}

VFS_CASE(mode_changes)
{
	vfs_make("/f", "");
	UK_TEST_EXPECT_SNUM_EQ(mode_of("/f"), S_IFREG | 0644);
	EXPECT_CALL(0, fchmodat, AT_FDCWD, "/f", 0107755);
	UK_TEST_EXPECT_SNUM_EQ(mode_of("/f"), S_IFREG | 07755);
	EXPECT_CALL(-ENOENT, fchmodat, AT_FDCWD, "/none", 0777);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/f", O_RDONLY, 0), 3);
	EXPECT_CALL(0, fchmod, 3, 0);
	UK_TEST_EXPECT_SNUM_EQ(mode_of("/f"), S_IFREG);
	EXPECT_CALL(-EBADF, fchmod, 99, 0);
}

VFS_CASE(owner_changes)
{
	vfs_make("/f", "");
	EXPECT_CALL(0, fchmodat, AT_FDCWD, "/f", 06755);
	EXPECT_CALL(0, fchownat, AT_FDCWD, "/f", 5, -1, 0);
	UK_TEST_EXPECT_SNUM_EQ(mode_of("/f"), S_IFREG | 0755);
	UK_TEST_EXPECT_SNUM_EQ(st.st_uid, 5);
	UK_TEST_EXPECT_SNUM_EQ(st.st_gid, 0);
	EXPECT_CALL(0, symlinkat, "f", AT_FDCWD, "/l");
	EXPECT_CALL(0, fchownat, AT_FDCWD, "/l", -1, 7, AT_SYMLINK_NOFOLLOW);
	UK_TEST_EXPECT_ZERO(vfs_lstat("/f", &st));
	UK_TEST_EXPECT_SNUM_EQ(st.st_gid, 0);
	UK_TEST_EXPECT_ZERO(vfs_lstat("/l", &st));
	UK_TEST_EXPECT_SNUM_EQ(st.st_gid, 7);
}

VFS_CASE(times_are_set)
{
	struct uk_timespec t[2] = {{100, 5}, {-200, 999999999}};

	vfs_make("/f", "");
	EXPECT_CALL(0, utimensat, AT_FDCWD, "/f", t, 0);
	UK_TEST_EXPECT_ZERO(vfs_lstat("/f", &st));
	UK_TEST_EXPECT_SNUM_EQ(st.st_atim.sec, 100);
	UK_TEST_EXPECT_SNUM_EQ(st.st_atim.nsec, 5);
	UK_TEST_EXPECT_SNUM_EQ(st.st_mtim.sec, -200);
	UK_TEST_EXPECT_SNUM_EQ(st.st_mtim.nsec, 999999999);
	t[0].nsec = UTIME_OMIT;
	t[1] = (struct uk_timespec){0, UTIME_NOW};
	EXPECT_CALL(0, utimensat, AT_FDCWD, "/f", t, 0);
	UK_TEST_EXPECT_ZERO(vfs_lstat("/f", &st));
	UK_TEST_EXPECT_SNUM_EQ(st.st_atim.sec, 100);
	UK_TEST_EXPECT_SNUM_GE(st.st_mtim.sec, 0);
	UK_TEST_EXPECT_SNUM_EQ(st.st_mtim.sec, st.st_ctim.sec);
	t[1].nsec = 1000000000;
	EXPECT_CALL(-EINVAL, utimensat, AT_FDCWD, "/f", t, 0);
	t[1].nsec = UTIME_OMIT;
	EXPECT_CALL(0, utimensat, AT_FDCWD, "/none", t, AT_SYMLINK_NOFOLLOW);
}

static bool is_later(const struct uk_timespec *a, const struct uk_timespec *b)
{
	return a->sec > b->sec || (a->sec == b->sec && a->nsec > b->nsec);
}

VFS_CASE(content_and_names_change_times)
{
	struct uk_timespec t[2] = {{1, 0}, {1, 0}};
	struct uk_stat before;
	char c;

	vfs_make("/tmp/f", "x");
	EXPECT_CALL(0, utimensat, AT_FDCWD, "/tmp/f", t, 0);
	UK_TEST_EXPECT_ZERO(vfs_lstat("/tmp/f", &before));
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/tmp/f", O_RDWR, 0), 3);
	EXPECT_CALL(1, read, 3, &c, 1);
	UK_TEST_EXPECT_ZERO(vfs_lstat("/tmp/f", &st));
	UK_TEST_EXPECT_SNUM_EQ(st.st_mtim.sec, 1);
	UK_TEST_EXPECT(st.st_atim.sec != 1 || st.st_atim.nsec);
	EXPECT_CALL(1, write, 3, "y", 1);
	UK_TEST_EXPECT_ZERO(vfs_lstat("/tmp/f", &st));
	UK_TEST_EXPECT(is_later(&st.st_ctim, &before.st_ctim));
	UK_TEST_EXPECT_SNUM_EQ(st.st_mtim.nsec, st.st_ctim.nsec);
	UK_TEST_EXPECT_ZERO(vfs_lstat("/tmp", &before));
	EXPECT_CALL(0, linkat, AT_FDCWD, "/tmp/f", AT_FDCWD, "/tmp/g", 0);
	UK_TEST_EXPECT_ZERO(vfs_lstat("/tmp", &st));
	UK_TEST_EXPECT(is_later(&st.st_mtim, &before.st_mtim));
}

VFS_CASE(root_may_all_but_execute_nothing)
{
	vfs_make("/f", "");
	EXPECT_CALL(0, fchmodat, AT_FDCWD, "/f", 0);
	EXPECT_CALL(0, faccessat, AT_FDCWD, "/f", R_OK | W_OK);
	EXPECT_CALL(-EACCES, faccessat, AT_FDCWD, "/f", X_OK);
	EXPECT_CALL(0, fchmodat, AT_FDCWD, "/f", 0001);
	EXPECT_CALL(0, faccessat, AT_FDCWD, "/f", X_OK);
	EXPECT_CALL(0, faccessat, AT_FDCWD, "/proc", W_OK | X_OK);
	EXPECT_CALL(-EINVAL, faccessat, AT_FDCWD, "/f", 8);
	EXPECT_CALL(-ENOENT, faccessat, AT_FDCWD, "/none", F_OK);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/f", O_RDWR, 0), 3);
}

VFS_CASE(others_have_the_rights_of_the_mode)
{
	vfs_make("/f", "x");
	vfs_make("/mine", "x");
	EXPECT_CALL(0, fchownat, AT_FDCWD, "/mine", 7, 7, 0);
	EXPECT_CALL(0, fchmodat, AT_FDCWD, "/mine", 0200);
	EXPECT_CALL(0, setresuid, -1, 7, -1);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/f", O_RDWR, 0), -EACCES);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/mine", O_RDONLY, 0), -EACCES);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/mine", O_WRONLY, 0), 3);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/f", O_RDONLY, 0), 4);
	UK_TEST_EXPECT_SNUM_EQ(vfs_make("/new", ""), -EACCES);
	UK_TEST_EXPECT_ZERO(vfs_make("/tmp/new", ""));
	EXPECT_CALL(-EPERM, fchmodat, AT_FDCWD, "/f", 0777);
	EXPECT_CALL(0, fchmodat, AT_FDCWD, "/mine", 0600);
	EXPECT_CALL(-EPERM, fchownat, AT_FDCWD, "/mine", 0, -1, 0);
	EXPECT_CALL(-EACCES, unlinkat, AT_FDCWD, "/mine", 0);
	EXPECT_CALL(-EACCES, chdir, "/root");
	EXPECT_CALL(0, faccessat, AT_FDCWD, "/f", W_OK);
	EXPECT_CALL(-EACCES, faccessat2, AT_FDCWD, "/f", W_OK, AT_EACCESS);
	EXPECT_CALL(0, setresuid, -1, 0, -1);
	vfs_make("/tmp/root", "");
	EXPECT_CALL(0, setresuid, -1, 7, -1);
	EXPECT_CALL(-EPERM, unlinkat, AT_FDCWD, "/tmp/root", 0);
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "/tmp/new", 0);
	EXPECT_CALL(0, setresuid, -1, 0, -1);
}

VFS_CASE(statx_tells_the_same)
{
	static __u8 x[256] __align(8);

	vfs_make("/f", "12345");
	EXPECT_CALL(0, statx, AT_FDCWD, "/f", 0, 0x7ff, x);
	UK_TEST_EXPECT_ZERO(vfs_lstat("/f", &st));
	UK_TEST_EXPECT_SNUM_EQ(*(__u64 *)(x + 0x20), st.st_ino);
	UK_TEST_EXPECT_SNUM_EQ(*(__u64 *)(x + 0x28), 5);
	UK_TEST_EXPECT_SNUM_EQ(*(__u16 *)(x + 0x1c), S_IFREG | 0644);
	UK_TEST_EXPECT_SNUM_EQ(*(__s64 *)(x + 0x70), st.st_mtim.sec);
	UK_TEST_EXPECT_SNUM_EQ(*(__u32 *)(x + 0x78), st.st_mtim.nsec);
	EXPECT_CALL(-EINVAL, statx, AT_FDCWD, "/f", 0x8000, 0x7ff, x);
	EXPECT_CALL(0, statx, 1, "", AT_EMPTY_PATH, 0x7ff, x);
}

VFS_CASE(file_system_tells_its_room)
{
	__s64 s[15];

	EXPECT_CALL(0, statfs, "/tmp", s);
	UK_TEST_EXPECT_SNUM_EQ(s[1], 4096);
	UK_TEST_EXPECT_SNUM_GT(s[2], s[3]);
	UK_TEST_EXPECT_SNUM_GT(s[3], 0);
	UK_TEST_EXPECT_SNUM_EQ(s[8], 255);
	EXPECT_CALL(-ENOENT, statfs, "/none", s);
	EXPECT_CALL(-EFAULT, statfs, "/tmp", 8);
	EXPECT_CALL(-EBADF, fstatfs, 99, s);
}

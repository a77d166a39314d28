/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A share of the host as a file system.
 */
#include <uk/9p.h>

#include "suite.h"

#define DIR "/mnt/vfs-suite"

static char buf[256];

static bool has_share(void)
{
	struct uk_9p_client *client;

	return uk_9p_share(&client) != -ENODEV;
}

/* All is in a folder of its own */
static void begin(struct uk_testcase *esac)
{
	SYS(mkdirat, AT_FDCWD, "/mnt", 0777);
	EXPECT_CALL(0, mount, "ukmatrix", "/mnt", "9p", 0, "trans=virtio");
	SYS(mkdirat, AT_FDCWD, DIR, 0777);
	EXPECT_CALL(0, chdir, DIR);
}

static void end(struct uk_testcase *esac)
{
	UK_TEST_EXPECT_ZERO(strcmp(vfs_list(DIR), ""));
	SYS(chdir, "/");
	EXPECT_CALL(0, unlinkat, AT_FDCWD, DIR, AT_REMOVEDIR);
	EXPECT_CALL(0, umount2, "/mnt", 0);
}

#define SHARE_CASE(name)                                                      \
	static void share_##name(struct uk_testcase *esac);                   \
	VFS_CASE(share_##name)                                                \
	{                                                                     \
		if (!has_share())                                             \
			UK_TEST_SKIP("needs a share");                        \
		begin(esac);                                                  \
		share_##name(esac);                                           \
		end(esac);                                                    \
	}                                                                     \
	static void share_##name(struct uk_testcase *esac)

SHARE_CASE(keeps_content)
{
	static char big[70000];
	struct uk_stat st;
	int fd = vfs_open("f", O_CREAT | O_EXCL | O_RDWR, 0640);

	memset(big, 'b', sizeof(big));
	EXPECT_CALL(5, write, fd, "hello", 5);
	EXPECT_CALL(sizeof(big), pwrite64, fd, big, sizeof(big), 100000);
	EXPECT_CALL(0, fstat, fd, &st);
	UK_TEST_EXPECT_SNUM_EQ(st.st_size, 170000);
	UK_TEST_EXPECT_SNUM_EQ(st.st_mode, S_IFREG | 0640);
	memset(big, 0, sizeof(big));
	EXPECT_CALL(sizeof(big), pread64, fd, big, sizeof(big), 100000);
	UK_TEST_EXPECT(big[0] == 'b' && big[sizeof(big) - 1] == 'b');
	EXPECT_CALL(10, pread64, fd, buf, 10, 0);
	UK_TEST_EXPECT_BYTES_EQ(buf, "hello\0\0\0\0\0", 10);
	EXPECT_CALL(0, ftruncate, fd, 3);
	EXPECT_CALL(0, fsync, fd);
	EXPECT_CALL(3, lseek, fd, 0, SEEK_END);
	EXPECT_CALL(0, close, fd);
	UK_TEST_EXPECT(vfs_has("f", "hel"));
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("f", O_CREAT | O_EXCL, 0), -EEXIST);
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "f", 0);
}

SHARE_CASE(has_directories)
{
	EXPECT_CALL(0, mkdirat, AT_FDCWD, "d", 0777);
	EXPECT_CALL(-EEXIST, mkdirat, AT_FDCWD, "d", 0777);
	vfs_make("d/one", "1");
	UK_TEST_EXPECT_ZERO(strcmp(vfs_list("d"), "one "));
	EXPECT_CALL(-ENOTEMPTY, unlinkat, AT_FDCWD, "d", AT_REMOVEDIR);
	EXPECT_CALL(0, chdir, "d");
	EXPECT_CALL(sizeof(DIR) + 2, getcwd, buf, sizeof(buf));
	UK_TEST_EXPECT_ZERO(strcmp(buf, DIR "/d"));
	EXPECT_CALL(0, renameat2, AT_FDCWD, "one", AT_FDCWD, "../two", 0);
	UK_TEST_EXPECT(vfs_has("../two", "1"));
	EXPECT_CALL(0, chdir, "..");
	EXPECT_CALL(0, renameat2, AT_FDCWD, "d", AT_FDCWD, "e", 0);
	UK_TEST_EXPECT_SNUM_EQ(vfs_size("d"), -ENOENT);
	EXPECT_CALL(0, chdir, "e");
	EXPECT_CALL(0, renameat2, AT_FDCWD, "../e", AT_FDCWD, "../longer", 0);
	EXPECT_CALL(sizeof(DIR) + 7, getcwd, buf, sizeof(buf));
	UK_TEST_EXPECT_ZERO(strcmp(buf, DIR "/longer"));
	EXPECT_CALL(0, chdir, "..");
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "longer", AT_REMOVEDIR);
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "two", 0);
	EXPECT_CALL(-ENOENT, unlinkat, AT_FDCWD, "two", 0);
}

/* More than one call returns. */
#define NAMES 15

SHARE_CASE(lists_many_names)
{
	char name[4] = "a00";
	int count = 0, fd;
	long len;

	for (int i = 0; i < NAMES; i++) {
		name[1] = (char)('0' + i / 10);
		name[2] = (char)('0' + i % 10);
		UK_TEST_EXPECT_ZERO(vfs_make(name, ""));
	}
	fd = vfs_open(".", O_RDONLY, 0);
	while ((len = SYS(getdents64, fd, buf, sizeof(buf))) > 0) {
		for (long at = 0; at < len; at += *(__u16 *)(buf + at + 16))
			count += buf[at + 19] == 'a';
	}
	UK_TEST_EXPECT_ZERO(len);
	UK_TEST_EXPECT_SNUM_EQ(count, NAMES);
	EXPECT_CALL(0, close, fd);
	for (int i = 0; i < NAMES; i++) {
		name[1] = (char)('0' + i / 10);
		name[2] = (char)('0' + i % 10);
		EXPECT_CALL(0, unlinkat, AT_FDCWD, name, 0);
	}
}

SHARE_CASE(keeps_attributes_and_links)
{
	struct uk_timespec t[2] = {{1000000000, 0}, {1234567890, 0}};
	struct uk_stat st;

	vfs_make("f", "x");
	EXPECT_CALL(0, fchmodat, AT_FDCWD, "f", 0604);
	EXPECT_CALL(0, utimensat, AT_FDCWD, "f", t, 0);
	EXPECT_CALL(0, symlinkat, "f", AT_FDCWD, "l");
	EXPECT_CALL(0, linkat, AT_FDCWD, "f", AT_FDCWD, "g", 0);
	UK_TEST_EXPECT_ZERO(vfs_lstat("g", &st));
	UK_TEST_EXPECT_SNUM_EQ(st.st_mode, S_IFREG | 0604);
	UK_TEST_EXPECT_SNUM_EQ(st.st_nlink, 2);
	UK_TEST_EXPECT_SNUM_EQ(st.st_mtim.sec, 1234567890);
	UK_TEST_EXPECT_SNUM_EQ(st.st_atim.sec, 1000000000);
	EXPECT_CALL(1, readlinkat, AT_FDCWD, "l", buf, sizeof(buf));
	UK_TEST_EXPECT(vfs_has("l", "x"));
	UK_TEST_EXPECT_ZERO(vfs_lstat("l", &st));
	UK_TEST_EXPECT_SNUM_EQ(st.st_mode & S_IFMT, S_IFLNK);
	EXPECT_CALL(-EXDEV, linkat, AT_FDCWD, "f", AT_FDCWD, "/g", 0);
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "f", 0);
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "g", 0);
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "l", 0);
}

SHARE_CASE(appends_and_survives_unlinking)
{
	int fd = vfs_open("f", O_CREAT | O_RDWR | O_APPEND, 0666);

	EXPECT_CALL(2, write, fd, "ab", 2);
	EXPECT_CALL(0, lseek, fd, 0, SEEK_SET);
	EXPECT_CALL(1, write, fd, "c", 1);
	EXPECT_CALL(0, unlinkat, AT_FDCWD, "f", 0);
	EXPECT_CALL(3, pread64, fd, buf, 10, 0);
	UK_TEST_EXPECT_BYTES_EQ(buf, "abc", 3);
	EXPECT_CALL(0, close, fd);
}

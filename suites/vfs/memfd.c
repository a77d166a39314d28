/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Linux memfd_create(2).
 */
#include "suite.h"

#define F_ADD_SEALS 1033
#define F_GET_SEALS 1034

static char buf[16];

VFS_CASE(memory_file_is_a_file)
{
	struct uk_stat st;
	int fd = (int)SYS(memfd_create, "name", 1);

	UK_TEST_EXPECT_SNUM_EQ(fd, 3);
	EXPECT_CALL(1, fcntl, fd, 1);
	EXPECT_CALL(5, write, fd, "hello", 5);
	EXPECT_CALL(0, ftruncate, fd, 3);
	EXPECT_CALL(3, pread64, fd, buf, 9, 0);
	EXPECT_CALL(0, fstat, fd, &st);
	UK_TEST_EXPECT_SNUM_EQ(st.st_nlink, 0);
	UK_TEST_EXPECT_SNUM_EQ(st.st_mode & S_IFMT, S_IFREG);
	EXPECT_CALL(-EINVAL, memfd_create, "name", 0x1000);
	EXPECT_CALL(-EFAULT, memfd_create, 8, 0);
}

VFS_CASE(seals_hold)
{
	int fd = (int)SYS(memfd_create, "name", 2);

	EXPECT_CALL(0, fcntl, fd, F_GET_SEALS);
	EXPECT_CALL(5, write, fd, "hello", 5);
	EXPECT_CALL(0, fcntl, fd, F_ADD_SEALS, 2);
	EXPECT_CALL(-EPERM, ftruncate, fd, 4);
	EXPECT_CALL(0, ftruncate, fd, 6);
	EXPECT_CALL(0, fcntl, fd, F_ADD_SEALS, 4);
	EXPECT_CALL(-EPERM, pwrite64, fd, "abc", 3, 4);
	EXPECT_CALL(2, pwrite64, fd, "ab", 2, 4);
	EXPECT_CALL(0, fcntl, fd, F_ADD_SEALS, 8 | 1);
	EXPECT_CALL(-EPERM, pwrite64, fd, "a", 1, 0);
	EXPECT_CALL(-EPERM, fcntl, fd, F_ADD_SEALS, 0);
	EXPECT_CALL(15, fcntl, fd, F_GET_SEALS);
	fd = (int)SYS(memfd_create, "", 0);
	EXPECT_CALL(-EPERM, fcntl, fd, F_ADD_SEALS, 8);
}

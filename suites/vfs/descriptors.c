/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Descriptors: dup, fcntl, locks.
 */
#include "suite.h"

#define F_DUPFD 0
#define F_GETFD 1
#define F_SETFD 2
#define F_GETFL 3
#define F_SETFL 4
#define F_GETLK 5
#define F_SETLK 6
#define F_OFD_GETLK 36
#define F_OFD_SETLK 37
#define F_DUPFD_CLOEXEC 1030

struct flock {
	__s16 type, whence;
	__s32 padding;
	__s64 start, len;
	__s32 pid, padding2;
};

VFS_CASE(duplicates_share_the_position)
{
	char c;
	int fd;

	vfs_make("/f", "abc");
	fd = vfs_open("/f", O_RDONLY | O_CLOEXEC, 0);
	EXPECT_CALL(4, dup, fd);
	EXPECT_CALL(0, fcntl, 4, F_GETFD);
	EXPECT_CALL(1, read, fd, &c, 1);
	EXPECT_CALL(1, lseek, 4, 0, SEEK_CUR);
	EXPECT_CALL(0, close, fd);
	EXPECT_CALL(1, read, 4, &c, 1);
	UK_TEST_EXPECT_SNUM_EQ(c, 'b');
	EXPECT_CALL(-EBADF, dup, fd);
}

VFS_CASE(duplicate_to_a_number)
{
	EXPECT_CALL(20, dup3, 0, 20, O_CLOEXEC);
	EXPECT_CALL(1, fcntl, 20, F_GETFD);
	EXPECT_CALL(20, dup3, 1, 20, 0);
	EXPECT_CALL(0, fcntl, 20, F_GETFD);
	EXPECT_CALL(-EINVAL, dup3, 0, 0, 0);
	EXPECT_CALL(-EINVAL, dup3, 0, 5, 1);
	EXPECT_CALL(-EBADF, dup3, 99, 5, 0);
	EXPECT_CALL(-EBADF, dup3, 0, 1024, 0);
	EXPECT_CALL(-EBADF, dup3, 0, -1, 0);
	EXPECT_CALL(1023, dup3, 0, 1023, 0);
}

VFS_CASE(duplicate_from_a_number_on)
{
	EXPECT_CALL(10, fcntl, 0, F_DUPFD, 10);
	EXPECT_CALL(11, fcntl, 0, F_DUPFD_CLOEXEC, 10);
	EXPECT_CALL(1, fcntl, 11, F_GETFD);
	EXPECT_CALL(0, fcntl, 11, F_SETFD, 0);
	EXPECT_CALL(0, fcntl, 11, F_GETFD);
	EXPECT_CALL(-EINVAL, fcntl, 0, F_DUPFD, 1024);
	EXPECT_CALL(-EINVAL, fcntl, 0, F_DUPFD, -1);
	EXPECT_CALL(1023, fcntl, 0, F_DUPFD, 1023);
	EXPECT_CALL(-EMFILE, fcntl, 0, F_DUPFD, 1023);
	EXPECT_CALL(-EBADF, fcntl, 99, F_GETFD);
	EXPECT_CALL(-EINVAL, fcntl, 0, 12345);
}

VFS_CASE(too_many_open_files)
{
	int count = 0;

	while (SYS(dup, 0) >= 0)
		count++;
	UK_TEST_EXPECT_SNUM_EQ(count, 1021);
	EXPECT_CALL(-EMFILE, dup, 0);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/", O_RDONLY, 0), -EMFILE);
	EXPECT_CALL(0, close_range, 10, -1, 0);
	EXPECT_CALL(10, dup, 0);
	EXPECT_CALL(-EBADF, close, 11);
	EXPECT_CALL(-EINVAL, close_range, 5, 4, 0);
}

VFS_CASE(flags_of_the_open_file)
{
	int fd = vfs_open("/f", O_CREAT | O_EXCL | O_RDWR | O_NONBLOCK, 0666);

	EXPECT_CALL(O_RDWR | O_NONBLOCK, fcntl, fd, F_GETFL);
	EXPECT_CALL(0, fcntl, fd, F_SETFL, O_APPEND | O_WRONLY | O_CREAT);
	EXPECT_CALL(O_RDWR | O_APPEND, fcntl, fd, F_GETFL);
	EXPECT_CALL(3, write, fd, "abc", 3);
	EXPECT_CALL(0, lseek, fd, 0, SEEK_SET);
	EXPECT_CALL(3, write, fd, "def", 3);
	UK_TEST_EXPECT(vfs_has("/f", "abcdef"));
}

VFS_CASE(own_record_locks_do_not_conflict)
{
	struct flock l = {.type = 1, .start = 10, .len = 5};
	int fd = vfs_open("/f", O_CREAT | O_RDWR, 0666);

	EXPECT_CALL(0, fcntl, fd, F_SETLK, &l);
	EXPECT_CALL(0, fcntl, fd, F_GETLK, &l);
	UK_TEST_EXPECT_SNUM_EQ(l.type, 2);
	l.type = 3;
	EXPECT_CALL(-EINVAL, fcntl, fd, F_SETLK, &l);
	l = (struct flock){.type = 1, .whence = 1, .start = -1};
	EXPECT_CALL(-EINVAL, fcntl, fd, F_SETLK, &l);
	EXPECT_CALL(-EFAULT, fcntl, fd, F_SETLK, 8);
	fd = vfs_open("/f", O_RDONLY, 0);
	l.start = 0;
	EXPECT_CALL(-EBADF, fcntl, fd, F_SETLK, &l);
}

VFS_CASE(locks_of_open_files_conflict_by_range)
{
	struct flock l = {.type = 1, .start = 10, .len = 10};
	int a = vfs_open("/f", O_CREAT | O_RDWR, 0666);
	int b = vfs_open("/f", O_RDWR, 0);

	EXPECT_CALL(0, fcntl, a, F_OFD_SETLK, &l);
	EXPECT_CALL(-EAGAIN, fcntl, b, F_OFD_SETLK, &l);
	l = (struct flock){.type = 2, .start = 13, .len = 2};
	EXPECT_CALL(0, fcntl, a, F_OFD_SETLK, &l);
	l.type = 1;
	EXPECT_CALL(0, fcntl, b, F_OFD_SETLK, &l);
	l = (struct flock){.type = 0, .start = 15, .len = 0};
	EXPECT_CALL(0, fcntl, b, F_OFD_GETLK, &l);
	UK_TEST_EXPECT_SNUM_EQ(l.type, 1);
	UK_TEST_EXPECT_SNUM_EQ(l.start, 15);
	UK_TEST_EXPECT_SNUM_EQ(l.len, 5);
	UK_TEST_EXPECT_SNUM_EQ(l.pid, -1);
	EXPECT_CALL(0, close, a);
	l = (struct flock){.type = 1};
	EXPECT_CALL(0, fcntl, b, F_OFD_SETLK, &l);
}

VFS_CASE(flock_is_of_the_open_file)
{
	int a = vfs_open("/f", O_CREAT | O_RDWR, 0666);
	int b = vfs_open("/f", O_RDONLY, 0);

	EXPECT_CALL(0, flock, a, 1);
	EXPECT_CALL(0, flock, b, 1);
	EXPECT_CALL(-EAGAIN, flock, a, 2 | 4);
	EXPECT_CALL(0, flock, b, 8);
	EXPECT_CALL(0, flock, a, 2 | 4);
	EXPECT_CALL(-EAGAIN, flock, b, 1 | 4);
	EXPECT_CALL(0, close, a);
	EXPECT_CALL(0, flock, b, 2 | 4);
	EXPECT_CALL(-EINVAL, flock, b, 3);
	EXPECT_CALL(-EBADF, flock, 99, 1);
}

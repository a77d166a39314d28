/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Linux eventfd(2).
 */
#include "suite.h"
#include "wait.h"

#define EFD_SEMAPHORE 1

static __u64 value;
static int fd;

static void add_other(void *arg)
{
	const __u64 count = (__u64)arg;

	SYS(write, fd, &count, 8);
	uk_sched_thread_exit();
}

static void read_other(void *arg)
{
	__u64 count;

	SYS(read, fd, &count, 8);
	uk_sched_thread_exit();
}

VFS_CASE(counter_is_read_to_zero)
{
	fd = (int)SYS(eventfd2, 3, O_NONBLOCK);
	value = 4;
	EXPECT_CALL(8, write, fd, &value, 8);
	EXPECT_CALL(8, read, fd, &value, 8);
	UK_TEST_EXPECT_SNUM_EQ(value, 7);
	EXPECT_CALL(-EAGAIN, read, fd, &value, 8);
	EXPECT_CALL(-EINVAL, read, fd, &value, 7);
	EXPECT_CALL(-EFAULT, write, fd, 8, 8);
	value = __U64_MAX;
	EXPECT_CALL(-EINVAL, write, fd, &value, 8);
	EXPECT_CALL(-EINVAL, eventfd2, 0, 2);
}

VFS_CASE(semaphore_goes_down_by_one)
{
	fd = (int)SYS(eventfd2, 2, EFD_SEMAPHORE | O_NONBLOCK);
	EXPECT_CALL(8, read, fd, &value, 8);
	UK_TEST_EXPECT_SNUM_EQ(value, 1);
	EXPECT_CALL(8, read, fd, &value, 8);
	EXPECT_CALL(-EAGAIN, read, fd, &value, 8);
}

VFS_CASE(counter_blocks_both_ways)
{
	fd = (int)SYS(eventfd2, 0, 0);
	vfs_start(add_other, (void *)5L);
	EXPECT_CALL(8, read, fd, &value, 8);
	UK_TEST_EXPECT_SNUM_EQ(value, 5);
	value = __U64_MAX - 1;
	EXPECT_CALL(8, write, fd, &value, 8);
	vfs_start(read_other, NULL);
	value = 1;
	EXPECT_CALL(8, write, fd, &value, 8);
	EXPECT_CALL(8, read, fd, &value, 8);
	UK_TEST_EXPECT_SNUM_EQ(value, 1);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Names and sizes of the system.
 */
#include "suite.h"

static char names[6][65];

VFS_CASE(system_has_names)
{
	EXPECT_CALL(0, uname, names);
	for (int i = 0; i < 6; i++)
		UK_TEST_EXPECT(names[i][0] && strlen(names[i]) < 65);
	EXPECT_CALL(-EFAULT, uname, 8);
}

VFS_CASE(host_name_is_of_the_process)
{
	EXPECT_CALL(0, sethostname, "other", 5);
	EXPECT_CALL(0, uname, names);
	UK_TEST_EXPECT_ZERO(strcmp(names[1], "other"));
	EXPECT_CALL(-EINVAL, sethostname, names, 65);
	EXPECT_CALL(-EINVAL, sethostname, names, -1);
	vfs_begin();
	EXPECT_CALL(0, uname, names);
	UK_TEST_EXPECT_ZERO(strcmp(names[1], "localhost"));
}

VFS_CASE(memory_is_told)
{
	__u64 s[14];

	EXPECT_CALL(0, sysinfo, s);
	UK_TEST_EXPECT_SNUM_GT(s[4], s[5]);
	UK_TEST_EXPECT_SNUM_GT(s[5], 1 << 20);
	UK_TEST_EXPECT_SNUM_EQ((__u16)s[10], 1);
	UK_TEST_EXPECT_SNUM_EQ((__u32)s[13], 1);
	EXPECT_CALL(-EFAULT, sysinfo, 8);
}

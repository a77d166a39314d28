/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Who the process is.
 */
#include "suite.h"

static __u32 ids[3];

static bool ids_are(__u32 real, __u32 effective, __u32 saved)
{
	SYS(getresuid, &ids[0], &ids[1], &ids[2]);
	return ids[0] == real && ids[1] == effective && ids[2] == saved;
}

VFS_CASE(process_begins_as_root)
{
	UK_TEST_EXPECT(ids_are(0, 0, 0));
	EXPECT_CALL(0, getuid);
	EXPECT_CALL(0, geteuid);
	EXPECT_CALL(0, getgid);
	EXPECT_CALL(0, getegid);
	EXPECT_CALL(0, getgroups, 0, NULL);
	EXPECT_CALL(-EFAULT, getresuid, 8, 8, 8);
}

VFS_CASE(root_gives_up_all_identities)
{
	EXPECT_CALL(-EINVAL, setuid, -1);
	EXPECT_CALL(0, setuid, 7);
	UK_TEST_EXPECT(ids_are(7, 7, 7));
	EXPECT_CALL(-EPERM, setuid, 0);
	EXPECT_CALL(-EPERM, setgroups, 0, NULL);
	EXPECT_CALL(-EPERM, sethostname, "x", 1);
	EXPECT_CALL(0, setuid, 7);
	EXPECT_CALL(-EPERM, setresuid, -1, 8, -1);
}

VFS_CASE(saved_identity_brings_root_back)
{
	EXPECT_CALL(0, setreuid, 7, 8);
	UK_TEST_EXPECT(ids_are(7, 8, 8));
	EXPECT_CALL(-EPERM, setreuid, -1, 0);
	vfs_begin();
	EXPECT_CALL(0, setresuid, 7, 8, 0);
	EXPECT_CALL(-EPERM, setgroups, 0, NULL);
	EXPECT_CALL(-EPERM, setresuid, 9, -1, -1);
	EXPECT_CALL(0, setresuid, -1, 0, -1);
	UK_TEST_EXPECT(ids_are(7, 0, 0));
	EXPECT_CALL(0, setgroups, 0, NULL);
}

VFS_CASE(groups_are_kept)
{
	const __u32 mine[] = {5, 9, 11};
	__u32 list[3] = {0};

	EXPECT_CALL(0, setgroups, 3, mine);
	EXPECT_CALL(3, getgroups, 0, NULL);
	EXPECT_CALL(-EINVAL, getgroups, 2, list);
	EXPECT_CALL(3, getgroups, 3, list);
	UK_TEST_EXPECT_BYTES_EQ(list, mine, sizeof(mine));
	EXPECT_CALL(-EINVAL, setgroups, 65537, mine);
	EXPECT_CALL(-EFAULT, setgroups, 3, 8);
	vfs_make("/f", "");
	EXPECT_CALL(0, fchmodat, AT_FDCWD, "/f", 0040);
	EXPECT_CALL(0, fchownat, AT_FDCWD, "/f", 1, 9, 0);
	EXPECT_CALL(0, setresuid, -1, 7, -1);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/f", O_RDONLY, 0), 3);
	UK_TEST_EXPECT_SNUM_EQ(vfs_open("/f", O_WRONLY, 0), -EACCES);
}

VFS_CASE(identity_for_files_alone)
{
	EXPECT_CALL(0, setfsuid, 7);
	EXPECT_CALL(7, setfsuid, -1);
	UK_TEST_EXPECT_SNUM_EQ(vfs_make("/f", ""), -EACCES);
	EXPECT_CALL(7, setfsuid, 0);
	UK_TEST_EXPECT_ZERO(vfs_make("/f", ""));
}

VFS_CASE(capabilities_can_be_dropped)
{
	__u32 header[2] = {0x20080522, 0}, data[6];

	EXPECT_CALL(0, capget, header, data);
	UK_TEST_EXPECT_SNUM_EQ(data[0], 0xffffffff);
	UK_TEST_EXPECT_SNUM_EQ(data[3], 0x1ff);
	data[0] &= ~(1U << 6);
	EXPECT_CALL(0, capset, header, data);
	EXPECT_CALL(-EPERM, setgid, 5);
	data[1] &= ~(1U << 6);
	EXPECT_CALL(-EPERM, capset, header, (data[0] |= 1U << 6, data));
	header[0] = 1;
	EXPECT_CALL(-EINVAL, capget, header, data);
	UK_TEST_EXPECT_SNUM_EQ(header[0], 0x20080522);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Numbers: what nobody implements, what does not exist, names.
 */
#include <string.h>
#include <uk/config.h>
#include <uk/syscall.h>
#include <uk/test.h>

UK_TESTCASE(syscall, nobody_implements_reboot)
{
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_r(UK_SYS_reboot, 1, 2, 3), -ENOSYS);
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_r(UK_SYS_kexec_load), -ENOSYS);
}

UK_TESTCASE(syscall, numbers_out_of_range_are_not_implemented)
{
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_r(-1), -ENOSYS);
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_r(100000), -ENOSYS);
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_r(__S64_MAX), -ENOSYS);
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_r(-__S64_MAX - 1), -ENOSYS);
}

UK_TESTCASE(syscall, numbers_are_those_of_linux)
{
#ifdef CONFIG_ARCH_X86_64
	UK_TEST_EXPECT_SNUM_EQ(UK_SYS_read, 0);
	UK_TEST_EXPECT_SNUM_EQ(UK_SYS_arch_prctl, 158);
	UK_TEST_EXPECT_SNUM_EQ(UK_SYS_futex, 202);
#else
	UK_TEST_EXPECT_SNUM_EQ(UK_SYS_read, 63);
	UK_TEST_EXPECT_SNUM_EQ(UK_SYS_mmap, 222);
	UK_TEST_EXPECT_SNUM_EQ(UK_SYS_futex, 98);
#endif
	UK_TEST_EXPECT_SNUM_EQ(UK_SYS_io_uring_setup, 425);
}

UK_TESTCASE(syscall, numbers_have_names)
{
	UK_TEST_EXPECT_ZERO(strcmp(uk_syscall_name(UK_SYS_writev), "writev"));
	UK_TEST_EXPECT_ZERO(strcmp(uk_syscall_name(UK_SYS_read), "read"));
	UK_TEST_EXPECT_NULL(uk_syscall_name(-1));
	UK_TEST_EXPECT_NULL(uk_syscall_name(100000));
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Suite syscall: registration of system calls with 0 to 6 arguments, both ways
 * to tell an error. The names used are of calls that no unikernel implements.
 */
#include <string.h>
#include <uk/syscall.h>
#include <uk/test.h>

static long seen[6];

static long note(long a, long b, long c, long d, long e, long f)
{
	const long args[6] = {a, b, c, d, e, f};

	memcpy(seen, args, sizeof(seen));
	return 1000;
}

UK_SYSCALL_R_DEFINE(int, vhangup)
{
	return (int)note(0, 0, 0, 0, 0, 0);
}

UK_SYSCALL_R_DEFINE(long, acct, const char *, name)
{
	return note((long)name, 0, 0, 0, 0, 0) + 1;
}

UK_SYSCALL_R_DEFINE(long, swapon, const char *, path, int, flags)
{
	return note((long)path, flags, 0, 0, 0, 0) + 2;
}

UK_SYSCALL_R_DEFINE(long, init_module, void *, image, unsigned long, len,
		    const char *, params)
{
	return note((long)image, (long)len, (long)params, 0, 0, 0) + 3;
}

UK_SYSCALL_R_DEFINE(long, quotactl, unsigned int, cmd, const char *, special,
		    int, id, void *, addr)
{
	return note(cmd, (long)special, id, (long)addr, 0, 0) + 4;
}

UK_SYSCALL_R_DEFINE(long, add_key, const char *, type, const char *, desc,
		    const void *, payload, size_t, len, int, ring)
{
	return note((long)type, (long)desc, (long)payload, (long)len, ring, 0) +
	       5;
}

UK_SYSCALL_R_DEFINE(void *, move_pages, int, pid, unsigned long, count, void **,
		    pages, const int *, nodes, int *, status, int, flags)
{
	return (void *)(note(pid, (long)count, (long)pages, (long)nodes,
			     (long)status, flags) +
			6);
}

/* Fails with the errno given, or returns it negated if that is none */
UK_SYSCALL_R_DEFINE(long, swapoff, long, value)
{
	return value;
}

UK_SYSCALL_DEFINE(long, delete_module, long, result, int, error)
{
	if (error)
		errno = error;
	return result;
}

UK_TESTCASE(syscall, arguments_arrive_in_order)
{
	const long in[6] = {-1, 2, 3, 4, 5, -6};

	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_r(UK_SYS_move_pages, -1, 2, 3, 4, 5, -6),
			       1006);
	UK_TEST_EXPECT_BYTES_EQ(seen, in, sizeof(in));
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_r(UK_SYS_add_key, -1, 2, 3, 4, 5),
			       1005);
	UK_TEST_EXPECT_BYTES_EQ(seen, in, 5 * sizeof(long));
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_r(UK_SYS_init_module, -1, 2, 3), 1003);
	UK_TEST_EXPECT_BYTES_EQ(seen, in, 3 * sizeof(long));
}

UK_TESTCASE(syscall, any_number_of_arguments)
{
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_r(UK_SYS_vhangup), 1000);
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_r(UK_SYS_acct, "a"), 1001);
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_r(UK_SYS_swapon, "a", 1), 1002);
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_r(UK_SYS_quotactl, 1, "b", 2, NULL),
			       1004);
}

UK_TESTCASE(syscall, arguments_are_cut_to_their_types)
{
	uk_syscall_r(UK_SYS_swapon, 0x123456789abcUL, 0x1ffffffffL);
	UK_TEST_EXPECT_SNUM_EQ(seen[0], 0x123456789abc);
	UK_TEST_EXPECT_SNUM_EQ(seen[1], -1);
	uk_syscall_r(UK_SYS_quotactl, -1L, 0, 0, 0);
	UK_TEST_EXPECT_SNUM_EQ(seen[0], 0xffffffff);
}

UK_TESTCASE(syscall, static_call_needs_no_table)
{
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_r_static(vhangup), 1000);
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_r_static(swapoff, -EPERM), -EPERM);
}

UK_TESTCASE(syscall, error_is_negative_and_leaves_errno_alone)
{
	errno = 77;
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_r(UK_SYS_swapoff, -EINVAL), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(errno, 77);
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_r(UK_SYS_delete_module, -1, ENOENT),
			       -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(errno, 77);
	errno = 0;
}

UK_TESTCASE(syscall, errno_variant_sets_errno)
{
	errno = 0;
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_e_swapoff(-EINVAL), -1);
	UK_TEST_EXPECT_SNUM_EQ(errno, EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_e_delete_module(-1, EACCES), -1);
	UK_TEST_EXPECT_SNUM_EQ(errno, EACCES);
	errno = 0;
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_e_swapoff(12), 12);
	UK_TEST_EXPECT_ZERO(errno);
}

UK_TESTCASE(syscall, only_the_last_page_means_error)
{
	errno = 0;
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_e_swapoff(-4095), -1);
	UK_TEST_EXPECT_SNUM_EQ(errno, 4095);
	errno = 0;
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_e_swapoff(-4096), -4096);
	UK_TEST_EXPECT_ZERO(errno);
}

UK_TESTCASE(syscall, minus_one_without_errno_is_a_result)
{
	errno = 5;
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_r(UK_SYS_delete_module, -1, 0), -1);
	UK_TEST_EXPECT_SNUM_EQ(uk_syscall_r(UK_SYS_delete_module, 3, ENOENT), 3);
	UK_TEST_EXPECT_SNUM_EQ(errno, 5);
	errno = 0;
}

uk_testsuite_register(syscall, NULL);

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * System calls as text.
 */
#include <string.h>
#include <uk/file_abi.h>
#include <uk/syscall.h>
#include <uk/syscall_trace.h>
#include <uk/test.h>

static char line[200];

static const char *describe(long nr, long result, long a, long b, long c, long d)
{
	const long args[6] = {a, b, c, d, 0, 0};
	struct uk_streambuf sb;

	uk_streambuf_init(&sb, line, sizeof(line), UK_STREAMBUF_C_TERMSHIFT);
	uk_syscall_describe(&sb, nr, args, result);
	return line;
}

#define EXPECT_TEXT(text, ...)                                       \
	UK_TEST_EXPECTF(!strcmp(describe(__VA_ARGS__), (text)),      \
			"expected `%s` but was `%s`", (text), line)

UK_TESTCASE(syscall, files_are_described)
{
	EXPECT_TEXT("openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY|O_CLOEXEC, 00) "
		    "= fd:3",
		    UK_SYS_openat, 3, AT_FDCWD, (long)"/etc/passwd", O_CLOEXEC,
		    0);
	EXPECT_TEXT("openat(fd:7, \"x\", O_WRONLY|O_CREAT|O_TRUNC, 0644) = "
		    "-13 (Permission denied)",
		    UK_SYS_openat, -13, 7, (long)"x",
		    O_WRONLY | O_CREAT | O_TRUNC, 0644);
	EXPECT_TEXT("close(fd:3) = 0", UK_SYS_close, 0, 3, 9, 9, 9);
	EXPECT_TEXT("lseek(fd:3, -5, 2) = 12", UK_SYS_lseek, 12, 3, -5, 2, 0);
}

UK_TESTCASE(syscall, bytes_are_described)
{
	EXPECT_TEXT("write(fd:1, \"a\\n\\\"\\\\\\x01\", 5) = 5", UK_SYS_write, 5,
		    1, (long)"a\n\"\\\1", 5, 0);
	EXPECT_TEXT("write(fd:1, \"0123456789abcdef0123456789abcdef\"..., 33) "
		    "= 33",
		    UK_SYS_write, 33, 1,
		    (long)"0123456789abcdef0123456789abcdef!", 33, 0);
	EXPECT_TEXT("write(fd:1, \"abcdef\", 6) = 3", UK_SYS_write, 3, 1,
		    (long)"abcdef", 6, 0);
	EXPECT_TEXT("read(fd:0, \"ab\", 10) = 2", UK_SYS_read, 2, 0, (long)"abc",
		    10, 0);
	EXPECT_TEXT("read(fd:0, NULL, 10) = -14 (Bad address)", UK_SYS_read, -14,
		    0, 0, 10, 0);
}

UK_TESTCASE(syscall, bad_addresses_are_described)
{
	describe(UK_SYS_openat, -14, AT_FDCWD, 8, 0, 0);
	UK_TEST_EXPECT_NOT_NULL(strstr(line, "=0x8, O_RDONLY"));
	describe(UK_SYS_write, -14, 1, 16, 5, 0);
	UK_TEST_EXPECT_NOT_NULL(strstr(line, "0x10, 5) = -14"));
}

UK_TESTCASE(syscall, unknown_calls_are_described)
{
	EXPECT_TEXT("swapon(0x1, 0x2) = 7", UK_SYS_swapon, 7, 1, 2, 3, 4);
	EXPECT_TEXT("vhangup() = 0", UK_SYS_vhangup, 0, 1, 2, 3, 4);
	EXPECT_TEXT("reboot(0x1, 0x2, 0x3, 0x4, 0x0, 0x0) = -38 (Function not "
		    "implemented)",
		    UK_SYS_reboot, -38, 1, 2, 3, 4);
	describe(99999, -38, 1, 2, 3, 4);
	UK_TEST_EXPECT_BYTES_EQ(line, "syscall_99999(", 14);
}

static long traced_nr, traced_result, traced_arg;

static void note(long nr, const long args[6], long result)
{
	traced_nr = nr;
	traced_arg = args[1];
	traced_result = result;
}

UK_TESTCASE(syscall, tracer_sees_calls)
{
	uk_syscall_set_tracer(note);
	uk_syscall_r(UK_SYS_swapon, "a", 5);
	uk_syscall_set_tracer(NULL);
	uk_syscall_r(UK_SYS_reboot, 1);
	UK_TEST_EXPECT_SNUM_EQ(traced_nr, UK_SYS_swapon);
	UK_TEST_EXPECT_SNUM_EQ(traced_arg, 5);
	UK_TEST_EXPECT_SNUM_EQ(traced_result, 1002);
}

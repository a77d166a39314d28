/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Suite musl: the C library of the application works on this kernel and is not the
 * kernel's own. What its functions do is suites/libc's subject.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <uk/test.h>

extern char **environ;

static __thread int own = 17;
static __thread char own_zero[100];

UK_TESTCASE(musl, errno_is_an_error_of_the_kernel)
{
	errno = 0;
	UK_TEST_EXPECT_SNUM_EQ(write(99, "x", 1), -1);
	UK_TEST_EXPECT_SNUM_EQ(errno, EBADF);
	errno = 0;
	UK_TEST_EXPECT_SNUM_EQ(getpid(), 1);
	UK_TEST_EXPECT_ZERO(errno);
}

UK_TESTCASE(musl, call_that_nobody_implements_is_enosys)
{
	errno = 0;
	UK_TEST_EXPECT_SNUM_EQ(chroot("/"), -1);
	UK_TEST_EXPECT_SNUM_EQ(errno, ENOSYS);
}

UK_TESTCASE(musl, environment_is_there)
{
	UK_TEST_EXPECT_NOT_NULL(getenv("PATH"));
	UK_TEST_ASSERT(getenv("HOME") != NULL);
	UK_TEST_EXPECT_ZERO(strcmp(getenv("HOME"), "/"));
	UK_TEST_EXPECT_NULL(getenv("NONE"));
	UK_TEST_EXPECT_NULL(environ[2]);
}

UK_TESTCASE(musl, thread_local_variables_of_the_first_thread)
{
	char zero[sizeof(own_zero)] = {0};

	UK_TEST_EXPECT_SNUM_EQ(own, 17);
	UK_TEST_EXPECT_BYTES_EQ(own_zero, zero, sizeof(zero));
	own = 18;
	UK_TEST_EXPECT_SNUM_EQ(own, 18);
	own = 17;
}

UK_TESTCASE(musl, monotonic_clock_goes_on)
{
	struct timespec a, b, pause = {0, 2000000};

	UK_TEST_EXPECT_ZERO(clock_gettime(CLOCK_MONOTONIC, &a));
	UK_TEST_EXPECT_ZERO(nanosleep(&pause, NULL));
	UK_TEST_EXPECT_ZERO(clock_gettime(CLOCK_MONOTONIC, &b));
	UK_TEST_EXPECT_SNUM_GE((b.tv_sec - a.tv_sec) * 1000000000L + b.tv_nsec -
				       a.tv_nsec,
			       2000000);
}

UK_TESTCASE(musl, error_texts_are_those_of_musl)
{
	UK_TEST_EXPECT_ZERO(strcmp(strerror(ENOENT),
				   "No such file or directory"));
	UK_TEST_EXPECT_ZERO(strcmp(strerror(EILSEQ),
				   "Illegal byte sequence"));
}

uk_testsuite_register(musl, NULL);

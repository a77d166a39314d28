/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Suite process: numbers of the process and its threads; what a system with one
 * process says about others. POSIX.1-2017 getpid(), wait(), fork(); Linux
 * clone(2), prctl(2).
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <uk/test.h>

#define THREAD_FLAGS (CLONE_VM | CLONE_SIGHAND | CLONE_THREAD)

static long clone_with(unsigned long flags)
{
	long rc = syscall(SYS_clone, flags, 0, NULL, NULL, NULL);

	return rc < 0 ? -errno : rc;
}

UK_TESTCASE(process, first_process_leads_its_group_and_session)
{
	UK_TEST_EXPECT_SNUM_EQ(getpid(), 1);
	UK_TEST_EXPECT_SNUM_EQ(syscall(SYS_gettid), 1);
	UK_TEST_EXPECT_ZERO(getppid());
	UK_TEST_EXPECT_SNUM_EQ(getpgrp(), 1);
	UK_TEST_EXPECT_SNUM_EQ(getpgid(0), 1);
	UK_TEST_EXPECT_SNUM_EQ(getsid(1), 1);
	errno = 0;
	UK_TEST_EXPECT(getpgid(99) == -1 && errno == ESRCH);
	UK_TEST_EXPECT(setsid() == -1 && errno == EPERM);
}

UK_TESTCASE(process, there_are_no_children)
{
	siginfo_t info;
	int status;

	errno = 0;
	UK_TEST_EXPECT(wait(&status) == -1 && errno == ECHILD);
	UK_TEST_EXPECT(waitpid(-1, &status, 0x100) == -1 && errno == EINVAL);
	UK_TEST_EXPECT(waitid(P_ALL, 0, &info, WEXITED) == -1 &&
		       errno == ECHILD);
	UK_TEST_EXPECT(waitid(P_ALL, 0, &info, 0) == -1 && errno == EINVAL);
}

UK_TESTCASE(process, there_will_be_no_second_process)
{
	errno = 0;
	UK_TEST_EXPECT(fork() == -1 && errno == ENOSYS);
	UK_TEST_EXPECT_SNUM_EQ(clone_with(SIGCHLD), -ENOSYS);
	UK_TEST_EXPECT_SNUM_EQ(clone_with(CLONE_VM | CLONE_VFORK | SIGCHLD),
			       -ENOSYS);
}

UK_TESTCASE(process, clone_checks_what_belongs_together)
{
	UK_TEST_EXPECT_SNUM_EQ(clone_with(CLONE_SIGHAND), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(clone_with(CLONE_VM | CLONE_THREAD), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(clone_with(THREAD_FLAGS | CLONE_NEWNS), -EINVAL);
}

UK_TESTCASE(process, thread_has_a_name_of_15_bytes)
{
	char name[16];

	UK_TEST_EXPECT_ZERO(prctl(PR_SET_NAME, "a-name-that-is-too-long"));
	UK_TEST_EXPECT_ZERO(prctl(PR_GET_NAME, name));
	UK_TEST_EXPECT_ZERO(strcmp(name, "a-name-that-is-"));
	UK_TEST_EXPECT_ZERO(prctl(PR_SET_NAME, "x"));
	UK_TEST_EXPECT_ZERO(prctl(PR_GET_NAME, name));
	UK_TEST_EXPECT_ZERO(strcmp(name, "x"));
}

uk_testsuite_register(process, NULL);

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The one process, number 1, and its end. POSIX.1-2017 getpid(), _exit(); Linux
 * gettid(), set_tid_address(), exit_group().
 */
#include <uk/essentials.h>
#include <uk/plat/bootstrap.h>
#include <uk/syscall.h>

#define PID 1

UK_SYSCALL_R_DEFINE(int, getpid)
{
	return PID;
}

UK_SYSCALL_R_DEFINE(int, gettid)
{
	return PID;
}

/* The address matters at the end of a thread; this one ends with the machine */
UK_SYSCALL_R_DEFINE(int, set_tid_address, int *, address)
{
	return PID;
}

UK_SYSCALL_R_DEFINE(int, exit_group, int, status)
{
	ukplat_terminate(status ? UKPLAT_FAIL : UKPLAT_HALT);
}

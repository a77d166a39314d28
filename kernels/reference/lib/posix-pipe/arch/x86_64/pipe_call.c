/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 pipe() as a system call of its own.
 */
#include <uk/syscall.h>

UK_SYSCALL_R_DEFINE(long, pipe, int *, fds)
{
	return uk_syscall_r(UK_SYS_pipe2, fds, 0);
}

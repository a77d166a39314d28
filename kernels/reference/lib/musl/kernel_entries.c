/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The functions of musl that are assembly for entering a kernel, as functions for
 * a kernel that is linked in. Names and meaning are musl's internal ones (the
 * files left out by archive/Makefile).
 */
#include <errno.h>
#include <uk/assert.h>
#include <uk/essentials.h>
#include <uk/plat/tls.h>
#include <uk/syscall.h>

int __set_thread_area(void *tlsp);
long __syscall_cp_asm(volatile int *cancel, long nr, long a1, long a2, long a3,
		      long a4, long a5, long a6);
int __clone(int (*fn)(void *), void *stack, int flags, void *arg, ...);
void __unmapself(void *stack, size_t size) __noreturn;
void __restore(void);
void __restore_rt(void);
long __cancel(void);

/* Where a signal handler may find a thread before its system call was made:
 * nowhere, signals do not interrupt here
 */
const char __cp_begin[1], __cp_end[1], __cp_cancel[1];

int __set_thread_area(void *tlsp)
{
	ukplat_tlsp_set((__uptr)tlsp);
	return 0;
}

/* A cancellation point: a cancelled thread makes no system call any more */
long __syscall_cp_asm(volatile int *cancel, long nr, long a1, long a2, long a3,
		      long a4, long a5, long a6)
{
	if (*cancel)
		return __cancel();
	return uk_syscall6_r(nr, a1, a2, a3, a4, a5, a6);
}

/* Nothing starts threads or processes: EAGAIN of pthread_create(), as POSIX.1-2017
 * has it for a system without resources, and ENOSYS of posix_spawn()
 */
int __clone(int (*fn)(void *) __unused, void *stack __unused,
	    int flags __unused, void *arg __unused, ...)
{
	return -ENOSYS;
}

/* The end of a detached thread on the stack that it frees */
void __unmapself(void *stack __unused, size_t size __unused)
{
	UK_CRASH("A thread ends that __clone() never started\n");
}

/* Return from signal handlers, which are never entered */
void __restore(void)
{
}

void __restore_rt(void)
{
}

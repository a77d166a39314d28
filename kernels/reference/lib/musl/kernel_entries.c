/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The functions of musl that are assembly for entering a kernel, as functions for
 * a kernel that is linked in. Names and meaning are musl's internal ones (the
 * files left out by archive/Makefile).
 */
#include <errno.h>
#include <stdarg.h>
#include <uk/alloc.h>
#include <uk/arch/ctx.h>
#include <uk/assert.h>
#include <uk/essentials.h>
#include <uk/plat/tls.h>
#include <uk/process.h>
#include <uk/syscall.h>
#include <uk/thread.h>

#define LAST_STACK_SIZE 8192

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

static void begin(long fn, long arg)
{
	((int (*)(void *))fn)((void *)arg);
	posix_thread_exit();
}

static struct uk_thread *create(int (*fn)(void *), void *stack, void *arg,
				void *tlsp)
{
	struct uk_thread *t =
		uk_thread_create_bare(uk_alloc_get_default(), 0, 0,
				      (__uptr)tlsp, false, "musl", NULL, NULL);

	if (!t)
		return NULL;
	ukarch_ctx_init_entry2(&t->ctx,
			       ALIGN_DOWN((__uptr)stack,
					  (__uptr)UKARCH_SP_ALIGN),
			       0, begin, (long)(__uptr)fn, (long)arg);
	t->flags |= UK_THREADF_RUNNABLE;
	return t;
}

/* The registers of a thread need no kernel stack: it is kernel code that runs */
int __clone(int (*fn)(void *), void *stack, int flags, void *arg, ...)
{
	struct posix_clone_args args = { .flags = (unsigned int)flags };
	struct uk_thread *t;
	va_list ap;
	long rc;

	va_start(ap, arg);
	args.parent_tid = (__uptr)va_arg(ap, int *);
	args.tls = (__uptr)va_arg(ap, void *);
	args.child_tid = (__uptr)va_arg(ap, int *);
	va_end(ap);
	rc = posix_clone_check(args.flags);
	if (rc)
		return (int)rc;
	t = create(fn, stack, arg, (void *)args.tls);
	if (!t)
		return -EAGAIN;
	rc = posix_clone_start(&args, t);
	if (rc < 0)
		uk_thread_release(t);
	return (int)rc;
}

/* The end of a detached thread on the stack that it frees: the rest runs on one
 * of the kernel, which threads, taking turns by themselves, may share
 */
static char last_stack[LAST_STACK_SIZE] __align(16);

static void unmap_and_exit(long stack, long size)
{
	uk_syscall_r(UK_SYS_munmap, stack, size);
	posix_thread_exit();
}

void __unmapself(void *stack, size_t size)
{
	struct ukarch_ctx here, last;

	ukarch_ctx_init_entry2(&last,
			       ukarch_gen_sp(last_stack, sizeof(last_stack)), 0,
			       unmap_and_exit, (long)stack, (long)size);
	ukarch_ctx_switch(&here, &last);
	UK_CRASH("A thread that ended runs\n");
}

/* Return from signal handlers, which are never entered */
void __restore(void)
{
}

void __restore_rt(void)
{
}

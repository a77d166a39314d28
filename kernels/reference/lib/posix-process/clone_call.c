/* SPDX-License-Identifier: BSD-3-Clause */
/* The system call clone(2) of Linux, for programs. */
#include <errno.h>
#include <uk/alloc.h>
#include <uk/asm/clone.h>
#include <uk/plat/tls.h>
#include <uk/process.h>
#include <uk/syscall.h>
#include <uk/uentry.h>

/* The child returns from the same call, with 0, on its own stack */
static struct uk_thread *create_child(const struct posix_clone_args *args)
{
	struct __regs regs = *uk_uframe(uk_thread_current());

	uk_uframe_set_result(&regs, 0);
	if (args->stack)
		uk_uframe_set_sp(&regs, args->stack);
	return uk_uthread_create(uk_alloc_get_default(), &regs,
				 args->flags & CLONE_SETTLS ? args->tls
							    : ukplat_tlsp_get(),
				 "program", NULL, NULL);
}

/* Architectures differ in the order of the last two arguments */
UK_SYSCALL_R_DEFINE(long, clone, unsigned long, flags, __uptr, stack, __uptr,
		    parent_tid, __uptr, fourth, __uptr, fifth)
{
	const struct posix_clone_args args = {
		.flags = flags,
		.stack = stack,
		.parent_tid = parent_tid,
		.child_tid = UK_CLONE_TLS_IS_FIFTH ? fourth : fifth,
		.tls = UK_CLONE_TLS_IS_FIFTH ? fifth : fourth,
	};
	struct uk_thread *child;
	long rc = posix_clone_check(flags);

	if (!rc && !uk_uthread_is(uk_thread_current()))
		rc = -ENOSYS;
	if (rc)
		return rc;
	child = create_child(&args);
	if (!child)
		return -EAGAIN;
	rc = posix_clone_start(&args, child);
	if (rc < 0)
		uk_thread_release(child);
	return rc;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * New threads of a process. Linux clone(2), as far as it makes threads: there is
 * one address space, so that there can be no second process in it. Interface:
 * <uk/process.h>.
 */
#include <errno.h>
#include <uk/nofault.h>
#include <uk/process.h>
#include <uk/sched.h>
#include <uk/sched_cpus.h>

/* What threads of a process share in any case */
#define CLONE_NEEDED (CLONE_VM | CLONE_SIGHAND | CLONE_THREAD)
/* Low byte: the signal at the end of a process; a thread sends none */
#define CLONE_KNOWN                                                           \
	(0xffUL | CLONE_NEEDED | CLONE_FS | CLONE_FILES | CLONE_SYSVSEM |     \
	 CLONE_SETTLS | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID |          \
	 CLONE_DETACHED | CLONE_CHILD_SETTID)

int posix_clone_check(unsigned long flags)
{
	if ((flags & CLONE_SIGHAND) && !(flags & CLONE_VM))
		return -EINVAL;
	if ((flags & CLONE_THREAD) && !(flags & CLONE_SIGHAND))
		return -EINVAL;
	if ((flags & CLONE_NEEDED) != CLONE_NEEDED)
		return -ENOSYS;
	return flags & ~CLONE_KNOWN ? -EINVAL : 0;
}

static bool put_tid(unsigned long flags, unsigned long wanted, __uptr address,
		    int tid)
{
	return !(flags & wanted) || uk_nofault_try_write(tid, address);
}

/* Threads of programs go to all CPUs, those of the kernel's C library stay: they
 * take turns by themselves and rely on that
 */
static struct uk_sched *scheduler_for(const struct uk_thread *child)
{
	return child->kernel_sp ? uk_sched_cpus_choose() : uk_sched_current();
}

long posix_clone_start(const struct posix_clone_args *args,
		       struct uk_thread *child)
{
	struct posix_thread *self = posix_thread_current();
	struct posix_thread *pt;
	long tid;

	pt = posix_process_attach(self->process, child);
	if (!pt)
		return -EAGAIN;
	tid = pt->tid;
	pt->policy = self->policy;
	pt->priority = self->priority;
	if (args->flags & CLONE_CHILD_CLEARTID)
		pt->clear_child_tid = args->child_tid;
	if (put_tid(args->flags, CLONE_PARENT_SETTID, args->parent_tid,
		    (int)tid) &&
	    put_tid(args->flags, CLONE_CHILD_SETTID, args->child_tid,
		    (int)tid) &&
	    uk_sched_thread_add(scheduler_for(child), child) == 0)
		return tid;
	posix_process_detach(pt);
	return -EFAULT;
}

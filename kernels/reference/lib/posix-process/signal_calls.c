/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * System calls about signals. POSIX.1-2017 sigaction(), kill(), sigsuspend() and
 * the like; arguments and errors of Linux.
 */
#include <errno.h>
#include <string.h>
#include <uk/plat/time.h>
#include <uk/syscall.h>
#include <uk/timespec.h>
#include <uk/uentry.h>
#include <uk/useraccess.h>
#include <uk/utrap.h>
#include <uk/wait.h>

#include "signal_internal.h"

#define SIG_BLOCK 0
#define SIG_UNBLOCK 1
#define SIG_SETMASK 2
#define SS_MODES (UK_SS_ONSTACK | UK_SS_DISABLE)
#define MINSIGSTKSZ 2048

static bool is_signal(int signo)
{
	return signo >= 1 && signo <= UK_SIGNAL_COUNT;
}

static int read_set(__u64 *set, const void *user, size_t size)
{
	return size == SIGNAL_SET_SIZE
		       ? uk_copy_from_user(set, user, SIGNAL_SET_SIZE)
		       : -EINVAL;
}

UK_SYSCALL_R_DEFINE(int, rt_sigaction, int, signo, const void *, act, void *,
		    old, size_t, size)
{
	struct posix_process *p = posix_process_current();
	struct uk_sigaction next, prev;
	unsigned long flags;

	if (!is_signal(signo) || size != SIGNAL_SET_SIZE)
		return -EINVAL;
	if (act && (SIGNAL_UNMASKABLE & UK_SIGBIT(signo)))
		return -EINVAL;
	if (act && uk_copy_from_user(&next, act, sizeof(next)))
		return -EFAULT;
	flags = uk_signal_lock();
	prev = p->sig.actions[signo - 1];
	if (act) {
		next.mask &= ~SIGNAL_UNMASKABLE;
		p->sig.actions[signo - 1] = next;
		if (next.handler == UK_SIG_IGN ||
		    (next.handler == UK_SIG_DFL &&
		     uk_signal_is_ignored_by_default(signo)))
			uk_signal_flush(p, signo);
	}
	uk_signal_unlock(flags);
	return old ? uk_copy_to_user(old, &prev, sizeof(prev)) : 0;
}

static int change_mask(struct posix_thread *pt, int how, __u64 set)
{
	switch (how) {
	case SIG_BLOCK:
		uk_signal_set_mask(pt, pt->sig.mask | set);
		break;
	case SIG_UNBLOCK:
		uk_signal_set_mask(pt, pt->sig.mask & ~set);
		break;
	case SIG_SETMASK:
		uk_signal_set_mask(pt, set);
		break;
	default:
		return -EINVAL;
	}
	uk_signal_deliver_kernel();
	return 0;
}

UK_SYSCALL_R_DEFINE(int, rt_sigprocmask, int, how, const void *, set, void *,
		    old, size_t, size)
{
	struct posix_thread *pt = posix_thread_current();
	__u64 prev = pt->sig.mask;
	__u64 mask;
	int rc = 0;

	if (size != SIGNAL_SET_SIZE)
		return -EINVAL;
	if (set)
		rc = read_set(&mask, set, size);
	if (set && !rc)
		rc = change_mask(pt, how, mask);
	if (rc || !old)
		return rc;
	return uk_copy_to_user(old, &prev, sizeof(prev));
}

UK_SYSCALL_R_DEFINE(int, rt_sigpending, void *, set, size_t, size)
{
	struct posix_thread *pt = posix_thread_current();
	__u64 pending;

	if (size > SIGNAL_SET_SIZE)
		return -EINVAL;
	pending = (pt->sig.pending.set | pt->process->sig.pending.set) &
		  pt->sig.mask;
	return uk_copy_to_user(set, &pending, size);
}

/* Until a handler is to run; others wake it, too */
static void wait_for_signal(struct posix_thread *pt)
{
	struct uk_waitq q = UK_WAITQ_INIT;

	while (!uk_signal_deliverable(pt) &&
	       !(__atomic_load_n(&pt->thread->uflags, __ATOMIC_ACQUIRE) &
		 UK_UFLAG_KILL)) {
		uk_thread_clear_uflags(pt->thread, UK_UFLAG_SIGNAL);
		uk_waitq_wait(&q, 0);
	}
	uk_thread_set_uflags(pt->thread, UK_UFLAG_SIGNAL);
}

UK_SYSCALL_R_DEFINE(int, rt_sigsuspend, const void *, set, size_t, size)
{
	__u64 mask;
	int rc = read_set(&mask, set, size);

	if (rc)
		return rc;
	uk_signal_set_temporary_mask(mask);
	wait_for_signal(posix_thread_current());
	return -UK_ERESTARTNOHAND;
}

long uk_signal_pause(void)
{
	wait_for_signal(posix_thread_current());
	return -UK_ERESTARTNOHAND;
}

/* @return end of the wait on the monotonic clock, 0: none, or an error */
static int read_timeout(const void *user, __nsec *until)
{
	struct uk_timespec ts;
	__nsec span;
	int rc;

	*until = 0;
	if (!user)
		return 0;
	rc = uk_copy_timespec_from_user(&ts, user);
	if (rc)
		return rc;
	span = uk_timespec_to_nsec(&ts);
	if (span < __NSEC_MAX / 2)
		*until = ukplat_monotonic_clock() + span;
	return 0;
}

static int take_waited(struct posix_thread *pt, struct uk_siginfo *info)
{
	unsigned long flags = uk_signal_lock();
	int signo = uk_signal_take(pt, pt->sig.waiting, info);

	uk_signal_unlock(flags);
	return signo;
}

/* @return the signal taken; -EAGAIN at the end of the time; -EINTR */
static int wait_for_one(struct posix_thread *pt, __nsec until,
			struct uk_siginfo *info)
{
	struct uk_waitq q = UK_WAITQ_INIT;
	int signo, rc = 0;

	for (;;) {
		uk_thread_clear_uflags(pt->thread, UK_UFLAG_SIGNAL);
		signo = take_waited(pt, info);
		if (signo)
			break;
		if (uk_signal_deliverable(pt)) {
			signo = -EINTR;
			break;
		}
		if (rc == -ETIMEDOUT || (__atomic_load_n(&pt->thread->uflags,
							 __ATOMIC_ACQUIRE) &
					 UK_UFLAG_KILL)) {
			signo = rc == -ETIMEDOUT ? -EAGAIN : -EINTR;
			break;
		}
		rc = uk_waitq_wait(&q, until);
	}
	if (uk_signal_deliverable(pt))
		uk_thread_set_uflags(pt->thread, UK_UFLAG_SIGNAL);
	return signo;
}

UK_SYSCALL_R_DEFINE(int, rt_sigtimedwait, const void *, set, void *, info,
		    const void *, timeout, size_t, size)
{
	struct posix_thread *pt = posix_thread_current();
	struct uk_siginfo taken;
	__nsec until;
	__u64 waiting;
	int rc = read_set(&waiting, set, size);

	rc = rc ? rc : read_timeout(timeout, &until);
	if (rc)
		return rc;
	pt->sig.waiting = waiting & ~SIGNAL_UNMASKABLE;
	rc = wait_for_one(pt, until, &taken);
	pt->sig.waiting = 0;
	if (rc > 0 && info && uk_copy_to_user(info, &taken, sizeof(taken)))
		return -EFAULT;
	return rc;
}

static void fill_sender(struct uk_siginfo *info, int signo, int code)
{
	memset(info, 0, sizeof(*info));
	info->signo = signo;
	info->code = code;
	info->from.pid = posix_process_current()->pid;
}

/* There is one process, and its group has its number */
static struct posix_process *find_process(long pid)
{
	struct posix_process *p = posix_process_current();

	return pid == 0 || pid == p->pid || pid == -p->pid || pid == -1 ? p
									 : NULL;
}

UK_SYSCALL_R_DEFINE(int, kill, int, pid, int, signo)
{
	struct posix_process *p = find_process(pid);
	struct uk_siginfo info;

	if (signo && !is_signal(signo))
		return -EINVAL;
	if (!p)
		return -ESRCH;
	fill_sender(&info, signo, UK_SI_USER);
	if (signo)
		uk_signal_send_process(p, &info);
	uk_signal_deliver_kernel();
	return 0;
}

static int send_to_thread(int tid, struct uk_siginfo *info)
{
	struct posix_thread *pt = posix_process_find(posix_process_current(), tid);
	int rc = 0;

	if (info->signo && !is_signal(info->signo))
		return -EINVAL;
	if (tid <= 0)
		return -EINVAL;
	if (!pt)
		return -ESRCH;
	if (info->signo)
		rc = uk_signal_send_thread(pt, info);
	uk_signal_deliver_kernel();
	return rc;
}

UK_SYSCALL_R_DEFINE(int, tkill, int, tid, int, signo)
{
	struct uk_siginfo info;

	fill_sender(&info, signo, UK_SI_TKILL);
	return send_to_thread(tid, &info);
}

UK_SYSCALL_R_DEFINE(int, tgkill, int, pid, int, tid, int, signo)
{
	struct uk_siginfo info;

	if (pid <= 0)
		return -EINVAL;
	if (!find_process(pid))
		return -ESRCH;
	fill_sender(&info, signo, UK_SI_TKILL);
	return send_to_thread(tid, &info);
}

UK_SYSCALL_R_DEFINE(int, rt_sigqueueinfo, int, pid, int, signo, const void *,
		    user)
{
	struct posix_process *p = find_process(pid);
	struct uk_siginfo info;
	int rc;

	if (uk_copy_from_user(&info, user, sizeof(info)))
		return -EFAULT;
	if (signo && !is_signal(signo))
		return -EINVAL;
	if (!p)
		return -ESRCH;
	info.signo = signo;
	rc = signo ? uk_signal_send_process(p, &info) : 0;
	uk_signal_deliver_kernel();
	return rc;
}

UK_SYSCALL_R_DEFINE(int, rt_tgsigqueueinfo, int, pid, int, tid, int, signo,
		    const void *, user)
{
	struct uk_siginfo info;

	if (pid <= 0)
		return -EINVAL;
	if (uk_copy_from_user(&info, user, sizeof(info)))
		return -EFAULT;
	if (!find_process(pid))
		return -ESRCH;
	info.signo = signo;
	return send_to_thread(tid, &info);
}

static bool is_on_altstack(const struct posix_thread *pt)
{
	return uk_uthread_is(pt->thread) &&
	       uk_signal_is_on_stack(&pt->sig.stack,
				     ukarch_regs_sp(uk_uframe(pt->thread)));
}

static int set_altstack(struct posix_thread *pt, struct uk_sigstack next)
{
	if (is_on_altstack(pt))
		return -EPERM;
	if (next.flags & ~SS_MODES || next.flags == SS_MODES)
		return -EINVAL;
	if (!(next.flags & UK_SS_DISABLE) && next.size < MINSIGSTKSZ)
		return -ENOMEM;
	next.flags &= UK_SS_DISABLE;
	if (next.flags & UK_SS_DISABLE)
		next = (struct uk_sigstack){.flags = UK_SS_DISABLE};
	pt->sig.stack = next;
	return 0;
}

UK_SYSCALL_R_DEFINE(int, sigaltstack, const void *, stack, void *, old)
{
	struct posix_thread *pt = posix_thread_current();
	struct uk_sigstack prev = pt->sig.stack;
	struct uk_sigstack next;
	int rc = 0;

	if (stack && uk_copy_from_user(&next, stack, sizeof(next)))
		return -EFAULT;
	if (is_on_altstack(pt))
		prev.flags |= UK_SS_ONSTACK;
	if (stack)
		rc = set_altstack(pt, next);
	if (rc || !old)
		return rc;
	return uk_copy_to_user(old, &prev, sizeof(prev));
}

/* The registers are those of the frame: no result is put into them */
UK_SYSCALL_R_DEFINE(int, rt_sigreturn)
{
	struct posix_thread *pt = posix_thread_current();
	struct uk_thread *t = pt->thread;
	struct uk_sigstack stack;
	__u64 mask;

	if (!uk_uthread_is(t))
		return -ENOSYS;
	if (uk_sigframe_pop(t, uk_uframe(t), &mask, &stack)) {
		posix_process_exit(pt->process, UK_SIGSEGV);
		return 0;
	}
	uk_signal_set_mask(pt, mask);
	set_altstack(pt, stack);
	uk_uentry_load_regs(t);
	return 0;
}

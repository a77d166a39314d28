/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pending signals: one queue for each thread and one for the process, all under
 * one lock that interrupt handlers may take. Interface: <uk/signal.h>.
 */
#include <errno.h>
#include <string.h>
#include <uk/alloc.h>
#include <uk/spinlock.h>
#include <uk/uentry.h>
#include <uk/utrap.h>

#include "signal_internal.h"

#define SA_NODEFER 0x40000000UL
#define SA_RESETHAND 0x80000000UL

static struct uk_spinlock lock = UK_SPINLOCK_INITIALIZER();

unsigned long uk_signal_lock(void)
{
	unsigned long flags;

	uk_spin_lock_irqsave(&lock, flags);
	return flags;
}

void uk_signal_unlock(unsigned long flags)
{
	uk_spin_unlock_irqrestore(&lock, flags);
}

bool uk_signal_is_ignored_by_default(int signo)
{
	const __u64 ignored =
		UK_SIGBIT(UK_SIGCHLD) | UK_SIGBIT(UK_SIGCONT) |
		UK_SIGBIT(UK_SIGURG) | UK_SIGBIT(UK_SIGWINCH) |
		/* nobody could continue a process that stops */
		UK_SIGBIT(UK_SIGSTOP) | UK_SIGBIT(UK_SIGTSTP) |
		UK_SIGBIT(UK_SIGTTIN) | UK_SIGBIT(UK_SIGTTOU);

	return !!(ignored & UK_SIGBIT(signo));
}

static bool is_ignored(const struct posix_process *p, int signo)
{
	__uptr handler = p->sig.actions[signo - 1].handler;

	return handler == UK_SIG_IGN ||
	       (handler == UK_SIG_DFL &&
		uk_signal_is_ignored_by_default(signo));
}

/* A signal that is blocked may have another action when it is unblocked */
static bool is_dropped(const struct posix_process *p, __u64 mask, int signo)
{
	return is_ignored(p, signo) && !(mask & UK_SIGBIT(signo));
}

__u64 uk_signal_deliverable(const struct posix_thread *pt)
{
	return (pt->sig.pending.set | pt->process->sig.pending.set) &
	       ~pt->sig.mask;
}

static bool wants(const struct posix_thread *pt, int signo)
{
	return !!((~pt->sig.mask | pt->sig.waiting) & UK_SIGBIT(signo));
}

static void recompute(struct uk_signal_pending *q)
{
	const struct uk_signal_queued *e;

	q->set = 0;
	for (e = q->first; e; e = e->next)
		q->set |= UK_SIGBIT(e->info.signo);
}

static int append(struct posix_process *p, struct uk_signal_pending *q,
		  const struct uk_siginfo *info)
{
	struct uk_signal_queued **end = &q->first;
	struct uk_signal_queued *e;

	if (info->signo < UK_SIGRTMIN && (q->set & UK_SIGBIT(info->signo)))
		return 0;
	if (p->sig.queued >= UK_SIGNAL_QUEUE_MAX)
		return -EAGAIN;
	e = uk_malloc(uk_alloc_get_default(), sizeof(*e));
	if (!e)
		return -EAGAIN;
	e->info = *info;
	e->next = NULL;
	while (*end)
		end = &(*end)->next;
	*end = e;
	q->set |= UK_SIGBIT(info->signo);
	p->sig.queued++;
	return 0;
}

static void free_entry(struct posix_process *p, struct uk_signal_queued **at)
{
	struct uk_signal_queued *e = *at;

	*at = e->next;
	p->sig.queued--;
	uk_free(uk_alloc_get_default(), e);
}

static bool take_from(struct posix_process *p, struct uk_signal_pending *q,
		      int signo, struct uk_siginfo *info)
{
	struct uk_signal_queued **at = &q->first;

	if (!(q->set & UK_SIGBIT(signo)))
		return false;
	while ((*at)->info.signo != signo)
		at = &(*at)->next;
	*info = (*at)->info;
	free_entry(p, at);
	recompute(q);
	return true;
}

/* Of those that a thread could take, SIGKILL first, then the lowest number */
int uk_signal_take(struct posix_thread *pt, __u64 set, struct uk_siginfo *info)
{
	struct posix_process *p = pt->process;
	int signo;

	set &= pt->sig.pending.set | p->sig.pending.set;
	if (!set)
		return 0;
	signo = set & UK_SIGBIT(UK_SIGKILL) ? UK_SIGKILL
					    : __builtin_ctzl(set) + 1;
	if (!take_from(p, &pt->sig.pending, signo, info))
		take_from(p, &p->sig.pending, signo, info);
	return signo;
}

static void flush(struct posix_process *p, struct uk_signal_pending *q,
		  __u64 set)
{
	struct uk_signal_queued **at = &q->first;

	while (*at) {
		if (UK_SIGBIT((*at)->info.signo) & set)
			free_entry(p, at);
		else
			at = &(*at)->next;
	}
	recompute(q);
}

void uk_signal_flush(struct posix_process *p, int signo)
{
	struct posix_thread *pt;

	flush(p, &p->sig.pending, UK_SIGBIT(signo));
	for (pt = p->threads; pt; pt = pt->next)
		flush(p, &pt->sig.pending, UK_SIGBIT(signo));
}

static void notify(struct posix_thread *pt)
{
	if (uk_uthread_is(pt->thread))
		uk_thread_set_uflags(pt->thread, UK_UFLAG_SIGNAL);
}

/* Where no handler can run, the signal that would run one now ends the wait of a
 * thread and no more: that is what the cancellation of threads needs
 */
static bool only_interrupts(const struct posix_thread *pt, int signo)
{
	__uptr handler = pt->process->sig.actions[signo - 1].handler;

	return !uk_uthread_is(pt->thread) && handler != UK_SIG_DFL &&
	       handler != UK_SIG_IGN && !(pt->sig.mask & UK_SIGBIT(signo)) &&
	       pt != posix_thread_current();
}

int uk_signal_send_thread(struct posix_thread *pt, const struct uk_siginfo *info)
{
	unsigned long flags = uk_signal_lock();
	int rc = 0;

	if (only_interrupts(pt, info->signo)) {
		uk_thread_set_uflags(pt->thread, UK_UFLAG_SIGNAL);
		uk_signal_unlock(flags);
		return 0;
	}
	if (pt->sig.waiting & UK_SIGBIT(info->signo) ||
	    !is_dropped(pt->process, pt->sig.mask, info->signo))
		rc = append(pt->process, &pt->sig.pending, info);
	if (!rc && wants(pt, info->signo) &&
	    (pt->sig.pending.set & UK_SIGBIT(info->signo)))
		notify(pt);
	uk_signal_unlock(flags);
	return rc;
}

/* The first thread is asked first: programs expect handlers to run there */
static struct posix_thread *choose(struct posix_process *p, int signo)
{
	struct posix_thread *pt, *first = NULL;

	for (pt = p->threads; pt; pt = pt->next) {
		if (!wants(pt, signo))
			continue;
		if (pt->tid == p->pid)
			return pt;
		first = first ? first : pt;
	}
	return first;
}

int uk_signal_send_process(struct posix_process *p,
			   const struct uk_siginfo *info)
{
	unsigned long flags = uk_signal_lock();
	struct posix_thread *pt = choose(p, info->signo);
	bool is_waited = pt && (pt->sig.waiting & UK_SIGBIT(info->signo));
	int rc = 0;

	if (!is_waited && pt && is_dropped(p, pt->sig.mask, info->signo))
		goto out;
	rc = append(p, &p->sig.pending, info);
	if (!rc && pt)
		notify(pt);
out:
	uk_signal_unlock(flags);
	return rc;
}

void uk_signal_raise(int signo)
{
	const struct uk_siginfo info = {.signo = signo, .code = UK_SI_KERNEL};
	struct posix_thread *pt = posix_thread_current();

	if (pt)
		uk_signal_send_thread(pt, &info);
}

void uk_signal_set_mask(struct posix_thread *pt, __u64 mask)
{
	unsigned long flags = uk_signal_lock();
	bool is_deliverable;

	pt->sig.mask = mask & ~SIGNAL_UNMASKABLE;
	is_deliverable = !!uk_signal_deliverable(pt);
	uk_signal_unlock(flags);
	if (is_deliverable)
		notify(pt);
}

__u64 uk_signal_enter_handler(struct posix_thread *pt, int signo)
{
	struct uk_sigaction *action = &pt->process->sig.actions[signo - 1];

	if (action->flags & SA_RESETHAND)
		action->handler = UK_SIG_DFL;
	return pt->sig.mask | action->mask |
	       (action->flags & SA_NODEFER ? 0 : UK_SIGBIT(signo));
}

void uk_signal_thread_init(struct uk_signal_thread *sig,
			   const struct uk_signal_thread *parent)
{
	memset(sig, 0, sizeof(*sig));
	sig->stack.flags = UK_SS_DISABLE;
	if (parent)
		sig->mask = parent->mask;
}

void uk_signal_thread_fini(struct posix_process *p, struct uk_signal_thread *sig)
{
	unsigned long flags = uk_signal_lock();

	flush(p, &sig->pending, ~0UL);
	uk_signal_unlock(flags);
}

void uk_signal_process_fini(struct posix_process *p)
{
	unsigned long flags = uk_signal_lock();

	flush(p, &p->sig.pending, ~0UL);
	uk_signal_unlock(flags);
}

static bool has_timer(const struct uk_signal_pending *q, int id)
{
	const struct uk_signal_queued *e;

	for (e = q->first; e; e = e->next)
		if (e->info.code == UK_SI_TIMER && e->info.timer.id == id)
			return true;
	return false;
}

bool uk_signal_timer_is_pending(struct posix_process *p, int id)
{
	unsigned long flags = uk_signal_lock();
	bool is_pending = has_timer(&p->sig.pending, id);
	struct posix_thread *pt;

	for (pt = p->threads; pt && !is_pending; pt = pt->next)
		is_pending = has_timer(&pt->sig.pending, id);
	uk_signal_unlock(flags);
	return is_pending;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Life of processes and threads. Linux: set_tid_address(2), exit(2),
 * exit_group(2). Interface: <uk/process.h>.
 */
#include <errno.h>
#include <string.h>
#include <uk/alloc.h>
#include <uk/assert.h>
#include <uk/futex.h>
#include <uk/init.h>
#include <uk/nofault.h>
#include <uk/plat/bootstrap.h>
#include <uk/process.h>
#include <uk/sched.h>
#include <uk/sched_cpus.h>
#include <uk/signal.h>
#include <uk/syscall.h>

#include "signal_internal.h"

static struct posix_process kernel_process = { .pid = 1 };

/* Of threads and processes; one is as good as unique, they are not used up */
static int last_id = 1;

struct posix_thread *posix_thread_current(void)
{
	struct uk_thread *t = uk_thread_current();

	return t ? t->posix : NULL;
}

struct posix_process *posix_process_current(void)
{
	struct posix_thread *pt = posix_thread_current();

	return pt ? pt->process : NULL;
}

struct posix_process *posix_process_create(void)
{
	struct posix_process *p =
		uk_zalloc(uk_alloc_get_default(), sizeof(*p));

	if (p)
		p->pid = ++last_id;
	return p;
}

void posix_process_release(struct posix_process *p)
{
	UK_ASSERT(!p->nb_threads);
	uk_signal_process_fini(p);
	uk_free(uk_alloc_get_default(), p);
}

struct posix_thread *posix_process_find(struct posix_process *p, int tid)
{
	struct posix_thread *pt = p->threads;

	while (pt && pt->tid != tid)
		pt = pt->next;
	return pt;
}

static void link(struct posix_process *p, struct posix_thread *pt)
{
	pt->process = p;
	pt->next = p->threads;
	if (pt->next)
		pt->next->prev = pt;
	p->threads = pt;
	p->nb_threads++;
}

static void unlink(struct posix_process *p, struct posix_thread *pt)
{
	if (pt->prev)
		pt->prev->next = pt->next;
	else
		p->threads = pt->next;
	if (pt->next)
		pt->next->prev = pt->prev;
	p->nb_threads--;
}

/* Who creates a thread of the same process passes its signal mask on */
static const struct uk_signal_thread *creator_in(const struct posix_process *p)
{
	const struct posix_thread *pt = posix_thread_current();

	return pt && pt->process == p ? &pt->sig : NULL;
}

struct posix_thread *posix_process_attach(struct posix_process *p,
					  struct uk_thread *t)
{
	struct posix_thread *pt;
	unsigned long flags;

	UK_ASSERT(!t->posix);
	if (p->is_exiting || p->nb_threads >= POSIX_THREADS_MAX)
		return NULL;
	pt = uk_zalloc(uk_alloc_get_default(), sizeof(*pt));
	if (!pt)
		return NULL;
	pt->tid = p->threads ? ++last_id : p->pid;
	pt->thread = t;
	t->posix = pt;
	uk_signal_thread_init(&pt->sig, creator_in(p));
	flags = uk_signal_lock();
	link(p, pt);
	uk_signal_unlock(flags);
	return pt;
}

void posix_process_detach(struct posix_thread *pt)
{
	struct posix_process *p = pt->process;
	unsigned long flags;

	p->dead_time += uk_thread_cpu_time(pt->thread);
	pt->thread->posix = NULL;
	flags = uk_signal_lock();
	unlink(p, pt);
	uk_signal_unlock(flags);
	uk_signal_thread_fini(p, &pt->sig);
	uk_free(uk_alloc_get_default(), pt);
}

/* Others may wait for what this thread has; in a process that ends they do not */
static void hand_over(struct posix_thread *pt)
{
	const int zero = 0;

	uk_futex_thread_exit(pt);
	if (!pt->clear_child_tid)
		return;
	if (uk_nofault_try_write(zero, pt->clear_child_tid))
		uk_futex_wake(pt->clear_child_tid, 1);
}

void posix_thread_exit(void)
{
	struct posix_thread *pt = posix_thread_current();
	struct posix_process *p = pt->process;

	if (!p->is_exiting)
		hand_over(pt);
	posix_process_detach(pt);
	if (!p->nb_threads) {
		posix_process_exit(p, p->wstatus);
		uk_waitq_wake_all(&p->ended);
	}
	uk_sched_thread_exit();
}

void posix_process_exit(struct posix_process *p, int wstatus)
{
	struct posix_thread *pt;

	if (p == &kernel_process)
		ukplat_terminate(wstatus ? UKPLAT_FAIL : UKPLAT_HALT);
	if (p->is_exiting)
		return;
	p->is_exiting = true;
	p->wstatus = wstatus;
	for (pt = p->threads; pt; pt = pt->next)
		uk_thread_set_uflags(pt->thread, UK_UFLAG_KILL);
}

int posix_process_wait_end(struct posix_process *p, __nsec until)
{
	int rc = 0;

	while (p->nb_threads && !rc)
		rc = uk_waitq_wait(&p->ended, until);
	if (p->nb_threads)
		return rc;
	uk_sched_cpus_end();
	return 0;
}

__nsec posix_process_cpu_time(struct posix_process *p)
{
	__nsec sum = p->dead_time;
	struct posix_thread *pt;

	for (pt = p->threads; pt; pt = pt->next)
		sum += uk_thread_cpu_time(pt->thread);
	return sum;
}

static int status_of(int status)
{
	return (status & 0xff) << 8;
}

UK_SYSCALL_R_DEFINE(int, set_tid_address, __uptr, address)
{
	struct posix_thread *pt = posix_thread_current();

	pt->clear_child_tid = address;
	return pt->tid;
}

/* Of the status of single threads only the first one's is kept: that of the
 * process, if all end one by one
 */
UK_SYSCALL_R_DEFINE(int, exit, int, status)
{
	struct posix_thread *pt = posix_thread_current();

	if (pt->tid == pt->process->pid)
		pt->process->wstatus = status_of(status);
	posix_thread_exit();
}

UK_SYSCALL_R_DEFINE(int, exit_group, int, status)
{
	posix_process_exit(posix_process_current(), status_of(status));
	posix_thread_exit();
}

/* What boots is the first thread of process 1 */
static int attach_boot_thread(struct uk_init_ctx *ctx __unused)
{
	return posix_process_attach(&kernel_process, uk_thread_current())
		       ? 0
		       : -ENOMEM;
}

uk_early_initcall_prio(attach_boot_thread, 0, 1);

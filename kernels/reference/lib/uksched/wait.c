/* SPDX-License-Identifier: BSD-3-Clause */
/* Wait queues. Interface: <uk/wait.h>. */
#include <errno.h>
#include <uk/assert.h>
#include <uk/plat/time.h>
#include <uk/sched.h>
#include <uk/wait.h>

/* Beyond the numbers that programs see; as in Linux */
#define ERESTARTSYS 512

void uk_waitq_add(struct uk_waitq *q, struct uk_waiter *w)
{
	w->queue = q;
	w->next = NULL;
	w->prev = q->last;
	if (q->last)
		q->last->next = w;
	else
		q->first = w;
	q->last = w;
}

void uk_waitq_remove(struct uk_waiter *w)
{
	struct uk_waitq *q = w->queue;

	if (!q)
		return;
	if (w->prev)
		w->prev->next = w->next;
	else
		q->first = w->next;
	if (w->next)
		w->next->prev = w->prev;
	else
		q->last = w->prev;
	w->queue = NULL;
}

void uk_waitq_wake(struct uk_waiter *w)
{
	struct uk_thread *t = w->thread;

	uk_waitq_remove(w);
	uk_thread_wakeup(t);
}

/* A signal for a thread without a stack for system calls has no handler to run:
 * the interruption is all there is
 */
static bool take_interruption(struct uk_thread *t)
{
	bool is_interrupted = uk_thread_is_interrupted(t);

	if (is_interrupted && !t->kernel_sp)
		uk_thread_clear_uflags(t, UK_UFLAG_SIGNAL);
	return is_interrupted;
}

static bool is_past(__nsec until)
{
	return until && ukplat_monotonic_clock() >= until;
}

/* @return 0: look again */
static int block_once(struct uk_thread *t, __nsec until)
{
	if (is_past(until))
		return -ETIMEDOUT;
	if (until)
		uk_thread_block_until(t, until);
	else
		uk_thread_block(t);
	/* A flag set after this look makes the thread runnable again */
	if (take_interruption(t)) {
		uk_thread_wakeup(t);
		return -EINTR;
	}
	uk_sched_yield();
	return 0;
}

int uk_waitq_block(struct uk_waiter *w, __nsec until)
{
	int rc = 0;

	/* Who asks again and again would otherwise have the CPU for a whole slice */
	if (is_past(until))
		uk_sched_yield();
	while (w->queue && !rc)
		rc = block_once(w->thread, until);
	uk_waitq_remove(w);
	return rc;
}

int uk_waitq_wait(struct uk_waitq *q, __nsec until)
{
	struct uk_waiter w = { .thread = uk_thread_current() };

	UK_ASSERT(w.thread);
	uk_waitq_add(q, &w);
	return uk_waitq_block(&w, until);
}

bool uk_waitq_wake_one(struct uk_waitq *q)
{
	if (!q->first)
		return false;
	uk_waitq_wake(q->first);
	return true;
}

void uk_waitq_wake_all(struct uk_waitq *q)
{
	while (uk_waitq_wake_one(q))
		;
}

int uk_waitq_restart(int rc)
{
	return rc == -EINTR && uk_thread_current()->kernel_sp ? -ERESTARTSYS
							       : rc;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Waiting for files. Interface: <uk/pollq.h>.
 */
#include <errno.h>
#include <uk/essentials.h>
#include <uk/file.h>
#include <uk/plat/time.h>
#include <uk/pollq.h>
#include <uk/sched.h>

void uk_poll_wait_init(struct uk_poll_wait *w)
{
	w->thread = uk_thread_current();
	w->is_woken = false;
}

void uk_pollq_add(struct uk_pollq *q, struct uk_pollq_entry *e,
		  struct uk_poll_wait *w)
{
	e->wait = w;
	e->next = q->first;
	e->link = &q->first;
	if (e->next)
		e->next->link = &e->next;
	q->first = e;
}

void uk_pollq_remove(struct uk_pollq_entry *e)
{
	*e->link = e->next;
	if (e->next)
		e->next->link = e->link;
}

void uk_pollq_wake(struct uk_pollq *q)
{
	for (struct uk_pollq_entry *e = q->first; e; e = e->next) {
		e->wait->is_woken = true;
		if (e->wait->thread)
			uk_thread_wakeup(e->wait->thread);
	}
}

static void block(struct uk_poll_wait *w, __nsec deadline)
{
	if (deadline)
		uk_thread_block_until(w->thread, deadline);
	else
		uk_thread_block(w->thread);
	uk_sched_yield();
}

int uk_poll_wait(struct uk_poll_wait *w, __nsec deadline)
{
	for (;;) {
		if (w->is_woken) {
			w->is_woken = false;
			return 0;
		}
		if (uk_signal_pending())
			return -EINTR;
		if (deadline && ukplat_monotonic_clock() >= deadline)
			return -ETIMEDOUT;
		if (w->thread)
			block(w, deadline);
		else if (!deadline)
			return -EDEADLK;
	}
}

int uk_pollq_wait(struct uk_pollq *q, __nsec deadline)
{
	struct uk_poll_wait w;
	struct uk_pollq_entry e;
	int rc;

	uk_poll_wait_init(&w);
	uk_pollq_add(q, &e, &w);
	rc = uk_poll_wait(&w, deadline);
	uk_pollq_remove(&e);
	return rc;
}

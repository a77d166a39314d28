/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Waiting for files. Interface: <uk/pollq.h>.
 */
#include <errno.h>
#include <uk/asm/lcpu.h>
#include <uk/essentials.h>
#include <uk/plat/time.h>
#include <uk/pollq.h>
#include <uk/sched.h>

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
		uk_waitq_wake_all(&e->wait->waitq);
	}
}

/* Before there are threads only time passes */
static int wait_alone(__nsec deadline)
{
	if (!deadline)
		return -EDEADLK;
	while (ukplat_monotonic_clock() < deadline)
		ukarch_cpu_relax();
	return -ETIMEDOUT;
}

int uk_poll_wait(struct uk_poll_wait *w, __nsec deadline)
{
	int rc = 0;

	if (!w->is_woken)
		rc = uk_thread_current() ? uk_waitq_wait(&w->waitq, deadline)
					 : wait_alone(deadline);
	if (w->is_woken)
		rc = 0;
	w->is_woken = false;
	return rc;
}

int uk_pollq_wait(struct uk_pollq *q, __nsec deadline)
{
	struct uk_poll_wait w = {.is_woken = false};
	struct uk_pollq_entry e;
	int rc;

	uk_pollq_add(q, &e, &w);
	rc = uk_poll_wait(&w, deadline);
	uk_pollq_remove(&e);
	return uk_waitq_restart(rc);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Queues of threads: doubly linked lists. Interface: queue.h. */
#include <uk/assert.h>

#include "queue.h"

/* Puts `t` behind `before`; NULL: first */
static void insert(struct uk_thread_queue *q, struct uk_thread *before,
		   struct uk_thread *t)
{
	UK_ASSERT(!t->queue);
	t->queue = q;
	t->prev = before;
	t->next = before ? before->next : q->first;
	if (t->next)
		t->next->prev = t;
	else
		q->last = t;
	if (before)
		before->next = t;
	else
		q->first = t;
}

void queue_append(struct uk_thread_queue *q, struct uk_thread *t)
{
	insert(q, q->last, t);
}

void queue_insert_by_time(struct uk_thread_queue *q, struct uk_thread *t)
{
	struct uk_thread *before = q->last;

	while (before && before->wakeup_time > t->wakeup_time)
		before = before->prev;
	insert(q, before, t);
}

void queue_leave(struct uk_thread *t)
{
	struct uk_thread_queue *q = t->queue;

	if (!q)
		return;
	if (t->prev)
		t->prev->next = t->next;
	else
		q->first = t->next;
	if (t->next)
		t->next->prev = t->prev;
	else
		q->last = t->prev;
	t->queue = NULL;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/* Queues of threads, linked through the threads. The caller has the lock. */
#ifndef __UKSCHEDCOOP_QUEUE_H__
#define __UKSCHEDCOOP_QUEUE_H__

#include <uk/thread.h>

struct uk_thread_queue {
	struct uk_thread *first, *last;
};

/** Last place; the thread is in no queue */
void queue_append(struct uk_thread_queue *q, struct uk_thread *t);

/** Place by `wakeup_time`, behind those of the same time */
void queue_insert_by_time(struct uk_thread_queue *q, struct uk_thread *t);

/** Takes a thread out of whatever queue it is in, if any */
void queue_leave(struct uk_thread *t);

#endif /* __UKSCHEDCOOP_QUEUE_H__ */

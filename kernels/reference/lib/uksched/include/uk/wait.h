/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Wait queues: threads that wait for a condition that others make true. All
 * functions are called in the context of a thread, with the big kernel lock held
 * where threads of programs take part (<uk/bkl.h>): then it is given back during
 * the wait only, and no wake-up is lost between the look at the condition and
 * the wait.
 *
 *	while (!condition && !rc)
 *		rc = uk_waitq_wait(&q, 0);
 */
#ifndef __UK_WAIT_H__
#define __UK_WAIT_H__

#include <uk/thread.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One thread in a queue; lives on its stack */
struct uk_waiter {
	struct uk_thread *thread;
	struct uk_waitq *queue; /* NULL: woken */
	struct uk_waiter *prev, *next;
};

/** Waiters in the order of their arrival. All zero is an empty queue */
struct uk_waitq {
	struct uk_waiter *first, *last;
};

#define UK_WAITQ_INIT { NULL, NULL }

/**
 * Blocks the running thread until it is woken.
 * @param until end of the wait on the monotonic clock; 0: none
 * @return 0: woken by a queue function; -ETIMEDOUT; -EINTR: interrupted, see
 *   uk_thread_is_interrupted(), also at once. A wake-up wins over both
 */
int uk_waitq_wait(struct uk_waitq *q, __nsec until);

/** @return whether somebody was woken */
bool uk_waitq_wake_one(struct uk_waitq *q);

void uk_waitq_wake_all(struct uk_waitq *q);

/** Result of a system call that is to be made again after a signal, unless its
 *  handler wants it to fail: -UK_ERESTARTSYS of <uk/uentry.h>. Where there are no
 *  handlers, -EINTR as it is
 */
int uk_waitq_restart(int rc);

/* -- for queues of other kinds (futexes) -- */

/** Puts a waiter of the running thread at the end */
void uk_waitq_add(struct uk_waitq *q, struct uk_waiter *w);

/** Takes a waiter out, if it is still in a queue */
void uk_waitq_remove(struct uk_waiter *w);

/** Takes a waiter out of its queue and wakes it; it must not be used after */
void uk_waitq_wake(struct uk_waiter *w);

/** Blocks until the waiter is out of its queue; takes it out itself at an error.
 *  Results as uk_waitq_wait()
 */
int uk_waitq_block(struct uk_waiter *w, __nsec until);

#ifdef __cplusplus
}
#endif

#endif /* __UK_WAIT_H__ */

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Queues of threads that wait for something to happen to a file. A thread may
 * wait in many at a time. Under the lock of the system calls, as <uk/wait.h>.
 */
#ifndef __UK_POLLQ_H__
#define __UK_POLLQ_H__

#include <stdbool.h>
#include <uk/arch/time.h>
#include <uk/wait.h>

#ifdef __cplusplus
extern "C" {
#endif

struct uk_pollq {
	struct uk_pollq_entry *first;
};

/** One wait of a thread; may hold many entries */
struct uk_poll_wait {
	struct uk_waitq waitq;
	bool is_woken;
};

struct uk_pollq_entry {
	struct uk_pollq_entry *next;
	struct uk_pollq_entry **link; /* what points to it */
	struct uk_poll_wait *wait;
};

void uk_pollq_add(struct uk_pollq *q, struct uk_pollq_entry *e,
		  struct uk_poll_wait *w);
void uk_pollq_remove(struct uk_pollq_entry *e);

/** Something happened: all that wait look again */
void uk_pollq_wake(struct uk_pollq *q);

/**
 * Blocks until a queue of `w` is woken, or was before.
 * @param w zero at first
 * @param deadline of the monotonic clock; 0: none
 * @return 0 (once for each wake-up); -ETIMEDOUT; -EINTR: a signal came;
 *   -EDEADLK: nobody could ever wake this thread (no scheduler)
 */
int uk_poll_wait(struct uk_poll_wait *w, __nsec deadline);

/** The whole for one queue: after 0 the caller looks again. Interrupted, the call
 *  begins anew after the signal where that is possible (uk_waitq_restart())
 */
int uk_pollq_wait(struct uk_pollq *q, __nsec deadline);

#ifdef __cplusplus
}
#endif

#endif /* __UK_POLLQ_H__ */

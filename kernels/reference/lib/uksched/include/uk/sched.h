/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Schedulers as of the v0.11 notes: what runs the threads assigned to it on one
 * CPU, and what a thread asks of it. Functions act on the calling CPU unless
 * they name a scheduler or a thread.
 */
#ifndef __UK_SCHED_H__
#define __UK_SCHED_H__

#include <uk/thread.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The operations of a scheduler, and what its threads are made of */
struct uk_sched {
	void (*yield)(struct uk_sched *s);
	int (*thread_add)(struct uk_sched *s, struct uk_thread *t);
	void (*thread_remove)(struct uk_sched *s, struct uk_thread *t);
	/** `until` 0: no limit */
	void (*thread_blocked)(struct uk_sched *s, struct uk_thread *t,
			       __nsec until);
	void (*thread_woken)(struct uk_sched *s, struct uk_thread *t);
	/** The flags of `t` have changed: interrupts its CPU, if another one */
	void (*thread_poked)(struct uk_sched *s, struct uk_thread *t);
	/** At the end of an interrupt of its CPU, interrupts disabled */
	void (*tick)(struct uk_sched *s);
	int (*start)(struct uk_sched *s, struct uk_thread *main_thread);
	struct uk_alloc *a;
	struct uk_alloc *a_stack;
	struct uk_alloc *a_uktls;
	/** Threads assigned; atomic */
	unsigned int nb_threads;
	bool is_started;
};

/** @return scheduler of the running thread, or NULL */
struct uk_sched *uk_sched_current(void);

/**
 * What the calling CPU runs becomes a thread of `s`, runnable and current, and
 * `s` the scheduler of this CPU.
 * @return 0; -EALREADY: `s` is started or the CPU has a scheduler; -ENOMEM
 */
int uk_sched_start(struct uk_sched *s);

/**
 * The thread that uk_sched_start() made is none any more, and its CPU has no
 * scheduler. It is the running one and the last of `s`, which may be started
 * again.
 */
void uk_sched_stop(struct uk_sched *s);

/** Lets other threads run; returns at once where there are none or there is no
 *  scheduler
 */
void uk_sched_yield(void);

/** Blocks the running thread for at least that long; without a scheduler, waits */
void uk_sched_thread_sleep(__nsec nsec);

/** Ends the running thread */
void uk_sched_thread_exit(void) __noreturn;

/**
 * Assigns a thread that has no scheduler.
 * @return 0; -EINVAL: it has a scheduler, has ended, or has no function
 */
int uk_sched_thread_add(struct uk_sched *s, struct uk_thread *t);

/**
 * Takes a thread that does not run from its scheduler; it keeps its state and
 * may be assigned again.
 * @return 0; -EINVAL: it has no scheduler; -EBUSY: it is the running one
 */
int uk_sched_thread_remove(struct uk_thread *t);

/** Creates a thread with memory of the scheduler and assigns it. NULL: no memory */
struct uk_thread *uk_sched_thread_create_fn0(struct uk_sched *s,
					     uk_thread_fn0_t fn,
					     size_t stack_len, bool no_uktls,
					     bool no_ectx, const char *name,
					     void *priv, uk_thread_dtor_t dtor);
struct uk_thread *uk_sched_thread_create_fn1(struct uk_sched *s,
					     uk_thread_fn1_t fn, void *arg,
					     size_t stack_len, bool no_uktls,
					     bool no_ectx, const char *name,
					     void *priv, uk_thread_dtor_t dtor);
/** Default stack, TLS and extended registers */
#define uk_sched_thread_create(s, fn1, arg, name) \
	uk_sched_thread_create_fn1((s), (fn1), (arg), 0, false, false, (name), \
				   NULL, NULL)

/** @return nanoseconds for which the thread ran; of one that runs on another CPU,
 *  almost
 */
__nsec uk_thread_cpu_time(struct uk_thread *t);

/* -- for schedulers -- */

/** Leaves the running thread of this CPU for another. Returns when it runs again.
 *  @param prev the running one; its registers are dropped if it has ended
 */
void uk_sched_thread_switch(struct uk_thread *prev, struct uk_thread *next);

/** Adds the time since the last call on this CPU to that of `t`; NULL: to nobody */
void uk_sched_account(struct uk_thread *t);

/** Makes `t` the running thread of this CPU */
void uk_thread_set_current(struct uk_thread *t);

#ifdef __cplusplus
}
#endif

#endif /* __UK_SCHED_H__ */

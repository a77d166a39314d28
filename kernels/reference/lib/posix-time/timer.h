/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Timers of processes: what timer_create() and setitimer() have in common. A
 * timer that is armed is looked at by a thread of the kernel when it may have
 * expired. The big kernel lock is held where programs are concerned.
 */
#ifndef __POSIX_TIME_TIMER_H__
#define __POSIX_TIME_TIMER_H__

#include <uk/posix_time.h>
#include <uk/process.h>
#include <uk/signal.h>

struct uk_itimerspec {
	struct uk_timespec interval, value;
};

struct uk_timer {
	struct uk_timer *next; /* in the list of all timers */
	struct posix_process *process;
	int clock; /* CLOCK_*: for CPU time one of the two constants */
	int clock_tid; /* of CLOCK_THREAD_CPUTIME_ID; 0 otherwise */
	int id;
	int target_tid; /* thread that gets the signal; 0: the process */
	int overrun;	/* since the signal that was sent last */
	int overrun_before; /* when that was sent: of the one before */
	bool is_silent; /* sends nothing */
	struct uk_siginfo info;
	__nsec expires;	 /* on its clock; 0: not armed */
	__nsec interval; /* 0: once */
};

/** Puts a timer into the list, not armed */
void uk_timer_add(struct uk_timer *t);

/** Takes it out */
void uk_timer_remove(struct uk_timer *t);

/** First timer of all; follow `next` */
struct uk_timer *uk_timer_first(void);

/**
 * Arms a timer.
 * @param expires on its clock; 0 disarms
 * @return 0; -EAGAIN: no memory for the thread
 */
int uk_timer_arm(struct uk_timer *t, __nsec expires, __nsec interval);

/** @return nanoseconds until it expires, at least 1; 0: it is not armed */
__nsec uk_timer_rest(struct uk_timer *t);

/** @return expirations without a signal of their own before the signal that was
 *  accepted last (POSIX.1-2017 timer_getoverrun())
 */
int uk_timer_overrun(const struct uk_timer *t);

/** @return its clock now */
__nsec uk_timer_now(const struct uk_timer *t);

/** All have to be looked at again: the time of day was changed */
void uk_timer_review(void);

#endif /* __POSIX_TIME_TIMER_H__ */

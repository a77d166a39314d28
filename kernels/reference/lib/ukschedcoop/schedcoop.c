/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Cooperative scheduler of one CPU. Runnable threads wait in one queue, those
 * with a time limit in another, ordered by time. When nothing can run, the CPU
 * halts in the thread that gave up or ended, until another CPU wakes it or its
 * timer says that a time limit has come. Without a timer it reads the clock.
 *
 * Only the owning CPU switches. Other CPUs and interrupt handlers only move
 * threads between queues, under the lock with interrupts disabled.
 *
 * Threads of programs are asked to yield (UK_UFLAG_RESCHED) when a slice of time
 * has passed and others wait, or somebody is woken by the time or by another
 * CPU. The timer is set when there is a reason to and never stopped: one
 * interrupt too many costs less than setting it at each switch.
 */
#include <errno.h>
#include <uk/asm/lcpu.h>
#include <uk/assert.h>
#include <uk/plat/lcpu.h>
#include <uk/plat/time.h>
#include <uk/plat/timer.h>
#include <uk/schedcoop.h>
#include <uk/spinlock.h>

#include "queue.h"

/* Time a thread of a program has while others wait */
#define SLICE_NSEC 5000000UL

struct schedcoop {
	struct uk_sched sched;
	struct uk_spinlock lock;
	struct uk_thread_queue runnable;
	struct uk_thread_queue timed;
	struct uk_thread *ended; /* the CPU may still be on its stack */
	__nsec timer_at;	 /* own CPU: when its timer interrupts; 0: never */
	bool has_slice;		 /* own CPU: it interrupts within a slice */
	__lcpuidx cpu;
};

static struct schedcoop *coop_of(struct uk_sched *s)
{
	return __containerof(s, struct schedcoop, sched);
}

/* On the own CPU, interrupts disabled. @return whether there is a timer */
static bool want_timer(struct schedcoop *c, __nsec at)
{
	if (c->timer_at && c->timer_at <= at)
		return true;
	if (ukplat_timer_set(at) < 0)
		return false;
	c->timer_at = at;
	return true;
}

/* On the own CPU, with the lock: who runs shall not go on for ever while others
 * wait. Even if it is a thread of the kernel, which yields by itself: an
 * interrupt may come in the middle of a switch to another
 */
static void limit_running(struct schedcoop *c)
{
	if (c->runnable.first && !c->has_slice) {
		c->has_slice = true;
		want_timer(c, ukplat_monotonic_clock() + SLICE_NSEC);
	}
	if (c->timed.first)
		want_timer(c, c->timed.first->wakeup_time);
}

/* With the lock. The running thread is in no queue */
static void make_runnable(struct schedcoop *c, struct uk_thread *t)
{
	t->flags |= UK_THREADF_RUNNABLE;
	t->wakeup_time = 0;
	queue_leave(t);
	queue_append(&c->runnable, t);
}

/* With the lock: those whose time has come */
static void wake_timed(struct schedcoop *c)
{
	__nsec now;

	if (!c->timed.first)
		return;
	now = ukplat_monotonic_clock();
	while (c->timed.first && c->timed.first->wakeup_time <= now)
		make_runnable(c, c->timed.first);
}

/* @return the next thread, out of the queue, or NULL if none can run */
static struct uk_thread *take_next(struct schedcoop *c)
{
	struct uk_thread *t;

	uk_spin_lock(&c->lock);
	wake_timed(c);
	t = c->runnable.first;
	if (t)
		queue_leave(t);
	limit_running(c);
	uk_spin_unlock(&c->lock);
	return t;
}

/* Interrupts are disabled between the look into the queue and the halt, so that
 * a wake-up in between ends the halt
 */
static void wait_once(struct schedcoop *c)
{
	if (!c->timed.first || want_timer(c, c->timed.first->wakeup_time)) {
		ukplat_lcpu_halt_irq();
	} else {
		ukarch_irq_enable();
		ukarch_cpu_relax();
		ukarch_irq_disable();
	}
}

static struct uk_thread *wait_for_next(struct schedcoop *c)
{
	struct uk_thread *t = take_next(c);

	if (t)
		return t;
	uk_sched_account(uk_thread_current());
	do {
		wait_once(c);
		t = take_next(c);
	} while (!t);
	uk_sched_account(NULL);
	return t;
}

/* Of a thread that ended here, once nobody is on its stack any more */
static void release_ended(struct schedcoop *c)
{
	struct uk_thread *t = c->ended;

	if (!t || t == uk_thread_current())
		return;
	c->ended = NULL;
	uk_thread_release(t);
}

static void coop_yield(struct uk_sched *s)
{
	struct schedcoop *c = coop_of(s);
	struct uk_thread *prev = uk_thread_current();
	struct uk_thread *next;
	unsigned long flags;

	release_ended(c);
	uk_spin_lock_irqsave(&c->lock, flags);
	if (uk_thread_is_runnable(prev) && !prev->queue)
		queue_append(&c->runnable, prev);
	uk_spin_unlock(&c->lock);
	next = wait_for_next(c);
	ukarch_irq_restore(flags);
	if (next == prev)
		return;
	uk_sched_thread_switch(prev, next);
	release_ended(c);
}

/* At the end of an interrupt: by timer, maybe too early, or tell_owner() */
static void coop_tick(struct uk_sched *s)
{
	struct schedcoop *c = coop_of(s);
	struct uk_thread *running = uk_thread_current();

	uk_spin_lock(&c->lock);
	c->timer_at = 0;
	c->has_slice = false;
	wake_timed(c);
	if (running->kernel_sp && c->runnable.first)
		__atomic_or_fetch(&running->uflags, UK_UFLAG_RESCHED,
				  __ATOMIC_RELAXED);
	limit_running(c);
	uk_spin_unlock(&c->lock);
}

static void tell_owner(const struct schedcoop *c)
{
	unsigned int one = 1;

	if (c->cpu != ukplat_lcpu_idx())
		ukplat_lcpu_wakeup(&c->cpu, &one);
}

static void coop_thread_poked(struct uk_sched *s,
			      struct uk_thread *t __unused)
{
	tell_owner(coop_of(s));
}

/* After a change by any CPU, with the lock */
static void on_change(struct schedcoop *c)
{
	if (c->cpu == ukplat_lcpu_idx())
		limit_running(c);
}

static int coop_thread_add(struct uk_sched *s, struct uk_thread *t)
{
	struct schedcoop *c = coop_of(s);
	unsigned long flags;

	uk_spin_lock_irqsave(&c->lock, flags);
	if (uk_thread_is_runnable(t))
		queue_append(&c->runnable, t);
	else if (t->wakeup_time)
		queue_insert_by_time(&c->timed, t);
	on_change(c);
	uk_spin_unlock_irqrestore(&c->lock, flags);
	tell_owner(c);
	return 0;
}

static void coop_thread_remove(struct uk_sched *s, struct uk_thread *t)
{
	struct schedcoop *c = coop_of(s);
	unsigned long flags;

	if (t == uk_thread_current())
		release_ended(c);
	uk_spin_lock_irqsave(&c->lock, flags);
	queue_leave(t);
	t->sched = NULL;
	__atomic_sub_fetch(&s->nb_threads, 1, __ATOMIC_RELAXED);
	if (t == uk_thread_current()) {
		t->flags &= ~UK_THREADF_RUNNABLE;
		c->ended = t;
	}
	uk_spin_unlock_irqrestore(&c->lock, flags);
}

static void coop_thread_blocked(struct uk_sched *s, struct uk_thread *t,
				__nsec until)
{
	struct schedcoop *c = coop_of(s);
	unsigned long flags;

	uk_spin_lock_irqsave(&c->lock, flags);
	queue_leave(t);
	t->flags &= ~UK_THREADF_RUNNABLE;
	t->wakeup_time = until;
	if (until)
		queue_insert_by_time(&c->timed, t);
	uk_spin_unlock_irqrestore(&c->lock, flags);
}

static void coop_thread_woken(struct uk_sched *s, struct uk_thread *t)
{
	struct schedcoop *c = coop_of(s);
	unsigned long flags;
	bool is_news;

	uk_spin_lock_irqsave(&c->lock, flags);
	is_news = !uk_thread_is_runnable(t);
	if (is_news)
		make_runnable(c, t);
	on_change(c);
	uk_spin_unlock_irqrestore(&c->lock, flags);
	if (is_news)
		tell_owner(c);
}

static int coop_start(struct uk_sched *s, struct uk_thread *main_thread)
{
	coop_of(s)->cpu = ukplat_lcpu_idx();
	uk_thread_set_current(main_thread);
	return 0;
}

bool uk_schedcoop_has_queue(struct uk_sched *s)
{
	return !!__atomic_load_n(&coop_of(s)->runnable.first, __ATOMIC_RELAXED);
}

struct uk_sched *uk_schedcoop_create(struct uk_alloc *a)
{
	struct schedcoop *c = uk_zalloc(a, sizeof(*c));

	if (!c)
		return NULL;
	c->sched = (struct uk_sched){
		.yield = coop_yield,
		.thread_add = coop_thread_add,
		.thread_remove = coop_thread_remove,
		.thread_blocked = coop_thread_blocked,
		.thread_woken = coop_thread_woken,
		.thread_poked = coop_thread_poked,
		.tick = coop_tick,
		.start = coop_start,
		.a = a,
		.a_stack = a,
		.a_uktls = a,
	};
	uk_spin_init(&c->lock);
	return &c->sched;
}

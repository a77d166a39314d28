/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Cooperative scheduler of one CPU. Runnable threads wait in one queue, those
 * with a time limit in another, ordered by time. When nothing can run, the CPU
 * waits in the thread that gave up or ended: for an interrupt or another CPU's wake-up,
 * or, if there is a time limit, by reading the clock.
 *
 * Only the owning CPU switches. Other CPUs and interrupt handlers only move
 * threads between queues, under the lock with interrupts disabled.
 */
#include <errno.h>
#include <uk/asm/lcpu.h>
#include <uk/assert.h>
#include <uk/plat/lcpu.h>
#include <uk/plat/time.h>
#include <uk/schedcoop.h>
#include <uk/spinlock.h>

#include "queue.h"

struct schedcoop {
	struct uk_sched sched;
	struct uk_spinlock lock;
	struct uk_thread_queue runnable;
	struct uk_thread_queue timed;
	struct uk_thread *ended; /* the CPU may still be on its stack */
	__lcpuidx cpu;
};

static struct schedcoop *coop_of(struct uk_sched *s)
{
	return __containerof(s, struct schedcoop, sched);
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
	uk_spin_unlock(&c->lock);
	return t;
}

/* Interrupts are disabled between the look into the queue and the halt, so that
 * a wake-up in between ends the halt
 */
static struct uk_thread *wait_for_next(struct schedcoop *c)
{
	struct uk_thread *t = take_next(c);

	while (!t) {
		if (c->timed.first) {
			ukarch_irq_enable();
			ukarch_cpu_relax();
			ukarch_irq_disable();
		} else {
			ukplat_lcpu_halt_irq();
		}
		t = take_next(c);
	}
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

static void tell_owner(const struct schedcoop *c)
{
	unsigned int one = 1;

	if (c->cpu != ukplat_lcpu_idx())
		ukplat_lcpu_wakeup(&c->cpu, &one);
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
	uk_spin_unlock_irqrestore(&c->lock, flags);
	tell_owner(c);
	return 0;
}

static void coop_thread_remove(struct uk_sched *s, struct uk_thread *t)
{
	struct schedcoop *c = coop_of(s);
	unsigned long flags;

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

	uk_spin_lock_irqsave(&c->lock, flags);
	if (!uk_thread_is_runnable(t))
		make_runnable(c, t);
	uk_spin_unlock_irqrestore(&c->lock, flags);
	tell_owner(c);
}

static int coop_start(struct uk_sched *s, struct uk_thread *main_thread)
{
	coop_of(s)->cpu = ukplat_lcpu_idx();
	uk_thread_set_current(main_thread);
	return 0;
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
		.start = coop_start,
		.a = a,
		.a_stack = a,
		.a_uktls = a,
	};
	uk_spin_init(&c->lock);
	return &c->sched;
}

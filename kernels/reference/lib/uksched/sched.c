/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What all schedulers share: assignment, the switch itself, sleeping, ending.
 * Interface: <uk/sched.h>.
 */
#include <errno.h>
#include <uk/asm/lcpu.h>
#include <uk/assert.h>
#include <uk/bkl.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/irq.h>
#include <uk/plat/time.h>
#include <uk/plat/tls.h>
#include <uk/sched.h>

#include "internal.h"

/* When the CPU last began to run a thread */
static UKPLAT_PER_LCPU_DEFINE(__nsec, switched_at);

/* The scheduler of each CPU, once it is started */
static UKPLAT_PER_LCPU_DEFINE(struct uk_sched *, started);

struct uk_sched *uk_sched_current(void)
{
	struct uk_thread *t = uk_thread_current();

	return t ? t->sched : NULL;
}

static void assign(struct uk_sched *s, struct uk_thread *t)
{
	t->sched = s;
	__atomic_add_fetch(&s->nb_threads, 1, __ATOMIC_RELAXED);
}

/* The running thread may have ended and belong to no scheduler any more */
static void tick(void)
{
	struct uk_sched *s = ukplat_per_lcpu_current(started);

	if (s)
		s->tick(s);
}

int uk_sched_start(struct uk_sched *s)
{
	struct uk_thread *t;
	int rc;

	if (s->is_started || uk_thread_current())
		return -EALREADY;
	t = uk_thread_create_bare(s->a, 0, 0, 0, false, "init", NULL, NULL);
	if (!t)
		return -ENOMEM;
	t->flags |= UK_THREADF_RUNNABLE;
	t->tlsp = ukplat_tlsp_get();
	assign(s, t);
	s->is_started = true;
	ukplat_irq_set_sched_hook(tick);
	uk_sched_account(NULL);
	rc = s->start(s, t);
	ukplat_per_lcpu_current(started) = s;
	return rc;
}

void uk_sched_stop(struct uk_sched *s)
{
	struct uk_thread *self = uk_thread_current();

	UK_ASSERT(s->is_started && self && self->sched == s);
	UK_ASSERT(s->nb_threads == 1);
	ukplat_per_lcpu_current(started) = NULL;
	uk_thread_set_current(NULL);
	s->thread_remove(s, self);
	uk_thread_release(self);
	s->is_started = false;
}

int uk_sched_thread_add(struct uk_sched *s, struct uk_thread *t)
{
	int rc;

	if (t->sched || uk_thread_is_exited(t) || !t->ctx.ip)
		return -EINVAL;
	assign(s, t);
	rc = s->thread_add(s, t);
	if (rc < 0) {
		t->sched = NULL;
		__atomic_sub_fetch(&s->nb_threads, 1, __ATOMIC_RELAXED);
	}
	return rc;
}

int uk_sched_thread_remove(struct uk_thread *t)
{
	if (!t->sched)
		return -EINVAL;
	if (t == uk_thread_current())
		return -EBUSY;
	t->sched->thread_remove(t->sched, t);
	return 0;
}

void uk_sched_yield(void)
{
	struct uk_sched *s = uk_sched_current();
	bool had_bkl;

	if (!s)
		return;
	had_bkl = uk_thread_current()->has_bkl;
	if (had_bkl)
		uk_bkl_unlock();
	s->yield(s);
	if (had_bkl)
		uk_bkl_lock();
}

void uk_sched_thread_sleep(__nsec nsec)
{
	struct uk_thread *t = uk_thread_current();
	__nsec start = ukplat_monotonic_clock();

	if (t)
		uk_thread_block_timeout(t, nsec);
	do {
		uk_sched_yield();
		ukarch_cpu_relax();
	} while (ukplat_monotonic_clock() - start < nsec && !t);
}

void uk_sched_thread_exit(void)
{
	UK_ASSERT(uk_thread_current());
	uk_thread_terminate(uk_thread_current());
	UK_CRASH("A thread that ended runs\n");
}

void uk_sched_account(struct uk_thread *t)
{
	__nsec now = ukplat_monotonic_clock();

	if (t)
		t->cpu_time += now - ukplat_per_lcpu_current(switched_at);
	ukplat_per_lcpu_current(switched_at) = now;
}

/* Of a thread that runs on another CPU, up to now; both may change meanwhile */
static __nsec since_switch(const struct uk_thread *t)
{
	__nsec now = ukplat_monotonic_clock();
	__lcpuidx idx;
	__nsec at;

	for (idx = 0; idx < ukplat_lcpu_count(); idx++) {
		at = __atomic_load_n(&ukplat_per_lcpu(switched_at, idx),
				     __ATOMIC_RELAXED);
		if (uk_thread_of_cpu(idx) == t && uk_thread_is_runnable(t))
			return now > at ? now - at : 0;
	}
	return 0;
}

__nsec uk_thread_cpu_time(struct uk_thread *t)
{
	if (t == uk_thread_current())
		uk_sched_account(t);
	else
		return t->cpu_time + since_switch(t);
	return t->cpu_time;
}

void uk_sched_thread_switch(struct uk_thread *prev, struct uk_thread *next)
{
	prev->tlsp = ukplat_tlsp_get();
	if (prev->ectx)
		ukarch_ectx_store(prev->ectx);
	if (next->ectx)
		ukarch_ectx_load(next->ectx);
	ukplat_tlsp_set(next->tlsp);
	lcpu_get_current()->entry_sp = next->kernel_sp;
	uk_sched_account(prev);
	uk_thread_set_current(next);
	ukarch_ctx_switch(&prev->ctx, &next->ctx);
}

/* A new thread of the scheduler, or nothing */
static struct uk_thread *added(struct uk_sched *s, struct uk_thread *t)
{
	if (t && uk_sched_thread_add(s, t) < 0) {
		uk_thread_release(t);
		t = NULL;
	}
	return t;
}

struct uk_thread *uk_sched_thread_create_fn0(struct uk_sched *s,
					     uk_thread_fn0_t fn,
					     size_t stack_len, bool no_uktls,
					     bool no_ectx, const char *name,
					     void *priv, uk_thread_dtor_t dtor)
{
	return added(s, uk_thread_create_fn0(s->a, fn, s->a_stack, stack_len,
					     no_uktls ? NULL : s->a_uktls,
					     no_ectx, name, priv, dtor));
}

struct uk_thread *uk_sched_thread_create_fn1(struct uk_sched *s,
					     uk_thread_fn1_t fn, void *arg,
					     size_t stack_len, bool no_uktls,
					     bool no_ectx, const char *name,
					     void *priv, uk_thread_dtor_t dtor)
{
	return added(s, uk_thread_create_fn1(s->a, fn, arg, s->a_stack,
					     stack_len,
					     no_uktls ? NULL : s->a_uktls,
					     no_ectx, name, priv, dtor));
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The life of a thread apart from its creation: current, blocked, woken, ended.
 * Interface: <uk/thread.h>.
 */
#include <uk/assert.h>
#include <uk/bkl.h>
#include <uk/plat/lcpu.h>
#include <uk/plat/time.h>
#include <uk/sched.h>

#include "internal.h"

/* Bounds of the linker's table of callbacks */
static const struct uk_thread_inittab_entry table_begin[0] __used
	__section(".uk_table.thread.0") __align(8);
static const struct uk_thread_inittab_entry table_end[0] __used
	__section(".uk_table.thread.z") __align(8);

static UKPLAT_PER_LCPU_DEFINE(struct uk_thread *, current);

struct uk_thread *uk_thread_current(void)
{
	return ukplat_per_lcpu_current(current);
}

const struct uk_thread *uk_thread_of_cpu(unsigned int idx)
{
	return __atomic_load_n(&ukplat_per_lcpu(current, idx),
			       __ATOMIC_RELAXED);
}

void uk_thread_set_current(struct uk_thread *t)
{
	ukplat_per_lcpu_current(current) = t;
}

static void call_term(const struct uk_thread_inittab_entry *end,
		      struct uk_thread *child)
{
	while (end-- > table_begin)
		if (end->term)
			end->term(child);
}

int uk_thread_call_inittab(struct uk_thread *child)
{
	const struct uk_thread_inittab_entry *e;
	int rc;

	for (e = table_begin; e < table_end; e++) {
		rc = e->init ? e->init(child, uk_thread_current()) : 0;
		if (rc < 0) {
			call_term(e, child);
			return rc;
		}
	}
	return 0;
}

void uk_thread_call_termtab(struct uk_thread *child)
{
	if (uk_thread_is_exited(child))
		return;
	child->flags |= UK_THREADF_EXITED;
	call_term(table_end, child);
}

void uk_thread_terminate(struct uk_thread *t)
{
	struct uk_sched *s = t->sched;

	uk_thread_call_termtab(t);
	if (!s)
		return;
	s->thread_remove(s, t);
	if (t == uk_thread_current()) {
		if (t->has_bkl)
			uk_bkl_unlock();
		s->yield(s);
		UK_CRASH("A thread that ended runs\n");
	}
	uk_thread_release(t);
}

static void block(struct uk_thread *t, __nsec until)
{
	if (t->sched)
		t->sched->thread_blocked(t->sched, t, until);
	else
		t->flags &= ~UK_THREADF_RUNNABLE;
}

void uk_thread_block(struct uk_thread *t)
{
	block(t, 0);
}

void uk_thread_block_until(struct uk_thread *t, __nsec until)
{
	UK_ASSERT(until);
	block(t, until);
}

void uk_thread_block_timeout(struct uk_thread *t, __nsec timeout)
{
	__nsec now = ukplat_monotonic_clock();

	block(t, timeout < __NSEC_MAX - now ? now + timeout : 0);
}

void uk_thread_wakeup(struct uk_thread *t)
{
	if (uk_thread_is_exited(t))
		return;
	if (t->sched)
		t->sched->thread_woken(t->sched, t);
	else
		t->flags |= UK_THREADF_RUNNABLE;
}

void uk_thread_set_uflags(struct uk_thread *t, unsigned int uflags)
{
	__atomic_or_fetch(&t->uflags, uflags, __ATOMIC_ACQ_REL);
	uk_thread_wakeup(t);
	if (t->sched)
		t->sched->thread_poked(t->sched, t);
}

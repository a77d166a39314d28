/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Creation and release of threads: each allocates what it has, and remembers
 * where from. Interface: <uk/thread.h>.
 */
#include <string.h>
#include <uk/arch/limits.h>
#include <uk/arch/tls.h>
#include <uk/assert.h>
#include <uk/thread.h>

#include "internal.h"

static void init(struct uk_thread *t, __uptr ip, __uptr sp, __uptr tlsp,
		 struct ukarch_ectx *ectx)
{
	memset(t, 0, sizeof(*t));
	ukarch_ctx_init_bare(&t->ctx, sp, ip);
	t->tlsp = tlsp;
	t->ectx = ectx;
	t->flags = ectx ? UK_THREADF_ECTX : 0;
	if (ip)
		t->flags |= UK_THREADF_RUNNABLE;
}

int uk_thread_init_bare(struct uk_thread *t, __uptr ip, __uptr sp, __uptr tlsp,
			struct ukarch_ectx *ectx, const char *name, void *priv,
			uk_thread_dtor_t dtor)
{
	init(t, ip, sp, tlsp, ectx);
	t->name = name;
	t->priv = priv;
	t->dtor = dtor;
	return uk_thread_call_inittab(t);
}

static void free_memory(struct uk_thread *t)
{
	if (t->_mem.ectx_a)
		uk_free(t->_mem.ectx_a, t->ectx);
	if (t->_mem.uktls_a)
		uk_free(t->_mem.uktls_a, t->_mem.uktls);
	if (t->_mem.stack_a)
		uk_free(t->_mem.stack_a, t->_mem.stack);
	if (t->_mem.self_a)
		uk_free(t->_mem.self_a, t);
}

/* @return whether there was memory; t->_mem tells what to free */
static bool add_stack(struct uk_thread *t, struct uk_alloc *a, size_t len)
{
	len = len ? len : __STACK_SIZE;
	t->_mem.stack = uk_memalign(a, UKARCH_SP_ALIGN, len);
	if (!t->_mem.stack)
		return false;
	t->_mem.stack_a = a;
	t->ctx.sp = ukarch_gen_sp(t->_mem.stack, len);
	return true;
}

static bool add_uktls(struct uk_thread *t, struct uk_alloc *a)
{
	t->_mem.uktls = uk_memalign(a, ukarch_tls_area_align(),
				    ukarch_tls_area_size());
	if (!t->_mem.uktls)
		return false;
	t->_mem.uktls_a = a;
	ukarch_tls_area_init(t->_mem.uktls);
	t->tlsp = ukarch_tls_tlsp(t->_mem.uktls);
	t->flags |= UK_THREADF_UKTLS;
	return true;
}

static bool add_ectx(struct uk_thread *t, struct uk_alloc *a)
{
	t->ectx = uk_memalign(a, ukarch_ectx_align(), ukarch_ectx_size());
	if (!t->ectx)
		return false;
	t->_mem.ectx_a = a;
	ukarch_ectx_sanitize(t->ectx);
	t->flags |= UK_THREADF_ECTX;
	return true;
}

/* All memory is there: names it and asks the libraries. NULL if one refuses */
static struct uk_thread *complete(struct uk_thread *t, bool has_memory,
				  const char *name, void *priv,
				  uk_thread_dtor_t dtor)
{
	t->name = name;
	t->priv = priv;
	t->dtor = dtor;
	if (has_memory && !uk_thread_call_inittab(t))
		return t;
	free_memory(t);
	return NULL;
}

static struct uk_thread *allocate(struct uk_alloc *a, __uptr ip, __uptr sp,
				  __uptr tlsp)
{
	struct uk_thread *t = uk_malloc(a, sizeof(*t));

	if (t) {
		init(t, ip, sp, tlsp, NULL);
		t->_mem.self_a = a;
	}
	return t;
}

struct uk_thread *uk_thread_create_bare(struct uk_alloc *a, __uptr ip,
					__uptr sp, __uptr tlsp, bool no_ectx,
					const char *name, void *priv,
					uk_thread_dtor_t dtor)
{
	struct uk_thread *t = allocate(a, ip, sp, tlsp);

	if (!t)
		return NULL;
	return complete(t, no_ectx || add_ectx(t, a), name, priv, dtor);
}

struct uk_thread *uk_thread_create_container(
	struct uk_alloc *a, struct uk_alloc *a_stack, size_t stack_len,
	struct uk_alloc *a_uktls, bool no_ectx, const char *name, void *priv,
	uk_thread_dtor_t dtor)
{
	struct uk_thread *t = allocate(a, 0, 0, 0);

	if (!t)
		return NULL;
	return complete(t,
			(!a_stack || add_stack(t, a_stack, stack_len)) &&
				(!a_uktls || add_uktls(t, a_uktls)) &&
				(no_ectx || add_ectx(t, a)),
			name, priv, dtor);
}

void uk_thread_container_init_bare(struct uk_thread *t, __uptr ip)
{
	UK_ASSERT(!t->ctx.ip && ip);
	t->ctx.ip = ip;
	t->flags |= UK_THREADF_RUNNABLE;
}

void uk_thread_container_init_fn2(struct uk_thread *t, uk_thread_fn2_t fn,
				  void *arg0, void *arg1)
{
	UK_ASSERT(!t->ctx.ip && t->ctx.sp);
	ukarch_ctx_init_entry2(&t->ctx, t->ctx.sp, 0,
			       (ukarch_ctx_entry2)(__uptr)fn, (long)arg0,
			       (long)arg1);
	t->flags |= UK_THREADF_RUNNABLE;
}

void uk_thread_container_init_fn1(struct uk_thread *t, uk_thread_fn1_t fn,
				  void *arg)
{
	uk_thread_container_init_fn2(t, (uk_thread_fn2_t)(__uptr)fn, arg, NULL);
}

void uk_thread_container_init_fn0(struct uk_thread *t, uk_thread_fn0_t fn)
{
	uk_thread_container_init_fn2(t, (uk_thread_fn2_t)(__uptr)fn, NULL, NULL);
}

struct uk_thread *uk_thread_create_fn2(struct uk_alloc *a, uk_thread_fn2_t fn,
				       void *arg0, void *arg1,
				       struct uk_alloc *a_stack,
				       size_t stack_len,
				       struct uk_alloc *a_uktls, bool no_ectx,
				       const char *name, void *priv,
				       uk_thread_dtor_t dtor)
{
	struct uk_thread *t;

	UK_ASSERT(a_stack);
	t = uk_thread_create_container(a, a_stack, stack_len, a_uktls, no_ectx,
				       name, priv, dtor);
	if (t)
		uk_thread_container_init_fn2(t, fn, arg0, arg1);
	return t;
}

struct uk_thread *uk_thread_create_fn1(struct uk_alloc *a, uk_thread_fn1_t fn,
				       void *arg, struct uk_alloc *a_stack,
				       size_t stack_len,
				       struct uk_alloc *a_uktls, bool no_ectx,
				       const char *name, void *priv,
				       uk_thread_dtor_t dtor)
{
	return uk_thread_create_fn2(a, (uk_thread_fn2_t)(__uptr)fn, arg, NULL,
				    a_stack, stack_len, a_uktls, no_ectx, name,
				    priv, dtor);
}

struct uk_thread *uk_thread_create_fn0(struct uk_alloc *a, uk_thread_fn0_t fn,
				       struct uk_alloc *a_stack,
				       size_t stack_len,
				       struct uk_alloc *a_uktls, bool no_ectx,
				       const char *name, void *priv,
				       uk_thread_dtor_t dtor)
{
	return uk_thread_create_fn2(a, (uk_thread_fn2_t)(__uptr)fn, NULL, NULL,
				    a_stack, stack_len, a_uktls, no_ectx, name,
				    priv, dtor);
}

void uk_thread_release(struct uk_thread *t)
{
	UK_ASSERT(!t->sched);
	uk_thread_call_termtab(t);
	if (t->dtor)
		t->dtor(t);
	free_memory(t);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Operations of <uk/alloc.h> on buddy blocks, each under the allocator's lock.
 */
#include <errno.h>
#include <string.h>
#include <uk/allocbbuddy.h>
#include <uk/arch/limits.h>
#include <uk/spinlock.h>

#include "blocks.h"

struct bbuddy {
	struct uk_alloc a;
	struct uk_spinlock lock;
	struct blocks blocks;
};

static struct bbuddy *bbuddy_of(struct uk_alloc *a)
{
	return __containerof(a, struct bbuddy, a);
}

/* A block of `size` bytes at a multiple of 2^align_order. */
static void *take(struct bbuddy *bb, unsigned int align_order, __sz size)
{
	unsigned int order = blocks_order_of(size);
	unsigned long flags;
	__uptr addr;

	uk_spin_lock_irqsave(&bb->lock, flags);
	addr = blocks_take(&bb->blocks, MAX(order, align_order));
	if (addr)
		blocks_shrink(&bb->blocks, addr, order);
	uk_alloc_stats_count_alloc(&bb->a, (void *)addr, size);
	uk_spin_unlock_irqrestore(&bb->lock, flags);
	return (void *)addr;
}

static void *bbuddy_malloc(struct uk_alloc *a, __sz size)
{
	return take(bbuddy_of(a), ORDER_MIN, size);
}

static void *bbuddy_memalign(struct uk_alloc *a, __sz align, __sz size)
{
	if (!POWER_OF_2(align))
		return NULL;
	return take(bbuddy_of(a), blocks_order_of(align), size);
}

static void bbuddy_free(struct uk_alloc *a, void *ptr)
{
	struct bbuddy *bb = bbuddy_of(a);
	unsigned long flags;

	if (!ptr)
		return;
	uk_spin_lock_irqsave(&bb->lock, flags);
	blocks_put(&bb->blocks, (__uptr)ptr);
	uk_alloc_stats_count_free(a);
	uk_spin_unlock_irqrestore(&bb->lock, flags);
}

/* Resizes in place; *old_size gets the capacity before. */
static __bool resize(struct bbuddy *bb, void *ptr, __sz size, __sz *old_size)
{
	unsigned int order = blocks_order_of(size);
	unsigned long flags;
	unsigned int now;
	__bool done = 1;

	uk_spin_lock_irqsave(&bb->lock, flags);
	now = blocks_order_at(&bb->blocks, (__uptr)ptr);
	*old_size = 1UL << now;
	if (order < now)
		blocks_shrink(&bb->blocks, (__uptr)ptr, order);
	else if (order > now)
		done = blocks_grow(&bb->blocks, (__uptr)ptr, order);
	uk_spin_unlock_irqrestore(&bb->lock, flags);
	return done;
}

static void *bbuddy_realloc(struct uk_alloc *a, void *ptr, __sz size)
{
	__sz old_size;
	void *moved;

	if (!ptr)
		return bbuddy_malloc(a, size);
	if (!size) {
		bbuddy_free(a, ptr);
		return NULL;
	}
	if (resize(bbuddy_of(a), ptr, size, &old_size))
		return ptr;
	moved = bbuddy_malloc(a, size);
	if (!moved)
		return NULL;
	memcpy(moved, ptr, old_size);
	bbuddy_free(a, ptr);
	return moved;
}

static void *bbuddy_palloc(struct uk_alloc *a, unsigned long num_pages)
{
	if (!num_pages || num_pages > (__SZ_MAX >> __PAGE_SHIFT))
		return NULL;
	return take(bbuddy_of(a), __PAGE_SHIFT, num_pages << __PAGE_SHIFT);
}

static void bbuddy_pfree(struct uk_alloc *a, void *ptr,
			 unsigned long num_pages __unused)
{
	bbuddy_free(a, ptr);
}

static int bbuddy_addmem(struct uk_alloc *a, void *base, __sz size)
{
	struct bbuddy *bb = bbuddy_of(a);
	__uptr start = (__uptr)base;
	unsigned long flags;
	int rc;

	uk_spin_lock_irqsave(&bb->lock, flags);
	rc = blocks_add_range(&bb->blocks, start, start + size);
	uk_spin_unlock_irqrestore(&bb->lock, flags);
	return rc ? -ENOMEM : 0;
}

static __ssz bbuddy_availmem(struct uk_alloc *a)
{
	return (__ssz)UK_READ_ONCE(bbuddy_of(a)->blocks.free_bytes);
}

static __ssz bbuddy_maxalloc(struct uk_alloc *a)
{
	return (__ssz)blocks_largest(&bbuddy_of(a)->blocks);
}

static __ssz bbuddy_totalmem(struct uk_alloc *a)
{
	return (__ssz)UK_READ_ONCE(bbuddy_of(a)->blocks.total_bytes);
}

static const struct uk_alloc operations = {
	.malloc = bbuddy_malloc,
	.calloc = uk_calloc_compat,
	.realloc = bbuddy_realloc,
	.memalign = bbuddy_memalign,
	.free = bbuddy_free,
	.palloc = bbuddy_palloc,
	.pfree = bbuddy_pfree,
	.addmem = bbuddy_addmem,
	.availmem = bbuddy_availmem,
	.maxalloc = bbuddy_maxalloc,
	.totalmem = bbuddy_totalmem,
};

struct uk_alloc *uk_allocbbuddy_init(void *base, __sz len)
{
	__uptr start = ALIGN_UP((__uptr)base, __SP_ALIGN);
	__uptr end = (__uptr)base + len;
	struct bbuddy *bb = (struct bbuddy *)start;

	if (end < (__uptr)base || end < start || end - start < sizeof(*bb))
		return NULL;
	memset(bb, 0, sizeof(*bb));
	bb->a = operations;
	uk_spin_init(&bb->lock);
	if (blocks_add_range(&bb->blocks, (__uptr)(bb + 1), end))
		return NULL;
	return &bb->a;
}

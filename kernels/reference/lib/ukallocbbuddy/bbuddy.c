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
#include "tags.h"

struct bbuddy {
	struct uk_alloc a;
	struct uk_spinlock lock;
	struct blocks blocks;
	/** Blocks have memory tags */
	__bool is_tagged;
};

/** What goes back when the lock is given up */
struct held {
	unsigned long irq_flags;
	unsigned long memtag;
};

static struct bbuddy *bbuddy_of(struct uk_alloc *a)
{
	return __containerof(a, struct bbuddy, a);
}

/* With the lock, the links in free memory may be used, whatever its tags are */
static void lock(struct bbuddy *bb, struct held *held)
{
	uk_spin_lock_irqsave(&bb->lock, held->irq_flags);
	held->memtag = ukarch_memtag_suspend();
}

static void unlock(struct bbuddy *bb, const struct held *held)
{
	ukarch_memtag_resume(held->memtag);
	uk_spin_unlock_irqrestore(&bb->lock, held->irq_flags);
}

/* Order of the block for `size` bytes */
static unsigned int order_for(const struct bbuddy *bb, __sz size)
{
	unsigned int order = blocks_order_of(size);

	return bb->is_tagged ? MAX(order, tags_order_min()) : order;
}

/* A block of `size` bytes at a multiple of 2^align_order. */
static void *take(struct bbuddy *bb, unsigned int align_order, __sz size)
{
	unsigned int order = order_for(bb, size);
	struct held held;
	__uptr addr;
	void *ptr;

	lock(bb, &held);
	addr = blocks_take(&bb->blocks, MAX(order, align_order));
	if (addr)
		blocks_shrink(&bb->blocks, addr, order);
	ptr = (void *)addr;
	if (addr && bb->is_tagged)
		ptr = tags_give(&bb->blocks, addr, order, 1UL << align_order,
				size, 0);
	uk_alloc_stats_count_alloc(&bb->a, ptr, size);
	unlock(bb, &held);
	return ptr;
}

static void *bbuddy_malloc(struct uk_alloc *a, __sz size)
{
	return take(bbuddy_of(a), __builtin_ctzl(__SP_ALIGN), size);
}

static void *bbuddy_memalign(struct uk_alloc *a, __sz align, __sz size)
{
	if (!POWER_OF_2(align))
		return NULL;
	return take(bbuddy_of(a),
		    __builtin_ctzl(MAX(align, (__sz)__SP_ALIGN)), size);
}

static void bbuddy_free(struct uk_alloc *a, void *ptr)
{
	struct bbuddy *bb = bbuddy_of(a);
	__uptr addr = (__uptr)ptr;
	struct held held;

	if (!ptr || (bb->is_tagged && !tags_check(ptr)))
		return;
	lock(bb, &held);
	if (bb->is_tagged) {
		addr = tags_block_of(&bb->blocks, ptr);
		tags_retire(&bb->blocks, addr, ptr);
	}
	blocks_put(&bb->blocks, addr);
	uk_alloc_stats_count_free(a);
	unlock(bb, &held);
}

/* What a block that was made smaller, or larger, looks like now */
static void *regive(struct bbuddy *bb, void *ptr, __uptr addr, __sz size,
		    unsigned int was)
{
	unsigned int order = blocks_order_at(&bb->blocks, addr);

	if (!bb->is_tagged)
		return ptr;
	if (order < was)
		tags_retire_tail(&bb->blocks, addr + (1UL << order),
				 (1UL << was) - (1UL << order), ptr);
	return tags_give(&bb->blocks, addr, order, __SP_ALIGN, size,
			 1U << ukarch_memtag_of(ptr));
}

/* Resizes in place, NULL if that is impossible. The pointer from before is stale
 * in any other case.
 */
static void *resize(struct bbuddy *bb, void *ptr, __uptr addr, __sz size)
{
	unsigned int order = order_for(bb, size);
	unsigned int was = blocks_order_at(&bb->blocks, addr);
	__bool done = 1;

	if (order < was)
		blocks_shrink(&bb->blocks, addr, order);
	else if (order > was)
		done = blocks_grow(&bb->blocks, addr, order);
	return done ? regive(bb, ptr, addr, size, was) : NULL;
}

/*
 * As resize(), with what the old block holds from `ptr` on in *held_bytes. Where
 * the user's part ends with the block, another size begins elsewhere.
 */
static void *try_resize(struct bbuddy *bb, void *ptr, __sz size,
			__sz *held_bytes)
{
	struct held held;
	void *resized = NULL;
	__uptr addr;

	lock(bb, &held);
	addr = bb->is_tagged ? tags_block_of(&bb->blocks, ptr) : (__uptr)ptr;
	*held_bytes = (1UL << blocks_order_at(&bb->blocks, addr)) -
		      (ukarch_memtag_strip((__uptr)ptr) -
		       ukarch_memtag_strip(addr));
	if (!bb->is_tagged || tags_order_min() == ORDER_MIN)
		resized = resize(bb, ptr, addr, size);
	unlock(bb, &held);
	return resized;
}

/* What is behind the size once asked for has another tag */
static void copy_block(void *moved, const void *ptr, __sz len)
{
	unsigned long before = ukarch_memtag_suspend();

	memcpy(moved, ptr, len);
	ukarch_memtag_resume(before);
}

static void *bbuddy_realloc(struct uk_alloc *a, void *ptr, __sz size)
{
	struct bbuddy *bb = bbuddy_of(a);
	__sz held_bytes;
	void *moved;

	if (!ptr)
		return bbuddy_malloc(a, size);
	if (!size) {
		bbuddy_free(a, ptr);
		return NULL;
	}
	if (bb->is_tagged && !tags_check(ptr))
		return NULL;
	moved = try_resize(bb, ptr, size, &held_bytes);
	if (moved)
		return moved;
	moved = bbuddy_malloc(a, size);
	if (!moved)
		return NULL;
	copy_block(moved, ptr, MIN(held_bytes, size));
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
	struct held held;
	int rc;

	lock(bb, &held);
	rc = blocks_add_range(&bb->blocks, start, start + size);
	unlock(bb, &held);
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

void uk_allocbbuddy_use_tags(struct uk_alloc *a)
{
	bbuddy_of(a)->is_tagged = ukarch_memtag_enabled();
}

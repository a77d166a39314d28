/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Buddy blocks of one zone (Knuth, TAOCP vol. 1, 2.5): free lists by order,
 * splitting and merging. The alignment of a block counts in frame numbers of
 * the machine, not of the zone, so that a zone may begin anywhere.
 */
#include <uk/assert.h>
#include <uk/essentials.h>

#include "zone.h"

static void list_add(struct uk_fallocbuddy_zone *z, __u32 i, unsigned int order)
{
	struct zone_frame *f = &z->frame[i];

	f->state = order;
	f->prev = ZONE_NONE;
	f->next = z->head[order];
	if (f->next != ZONE_NONE)
		z->frame[f->next].prev = i;
	z->head[order] = i;
}

static void list_del(struct uk_fallocbuddy_zone *z, __u32 i)
{
	struct zone_frame *f = &z->frame[i];

	if (f->prev != ZONE_NONE)
		z->frame[f->prev].next = f->next;
	else
		z->head[f->state] = f->next;
	if (f->next != ZONE_NONE)
		z->frame[f->next].prev = f->prev;
	f->state = FRAME_FREE;
}

/* Index of the buddy, or ZONE_NONE if it is not a free block of that order */
static __u32 free_buddy(const struct uk_fallocbuddy_zone *z, __u32 i,
			unsigned int order)
{
	unsigned long nr = (z->base + i) ^ (1UL << order);

	if (nr < z->base || nr - z->base >= z->frames)
		return ZONE_NONE;
	nr -= z->base;
	return z->frame[nr].state == order ? (__u32)nr : ZONE_NONE;
}

/* Adds a free block, merged with its free buddies */
static void add_block(struct uk_fallocbuddy_zone *z, __u32 i,
		      unsigned int order)
{
	__u32 buddy;

	while (order < ZONE_ORDERS - 1) {
		buddy = free_buddy(z, i, order);
		if (buddy == ZONE_NONE)
			break;
		list_del(z, buddy);
		i = MIN(i, buddy);
		order++;
	}
	list_add(z, i, order);
}

/* Adds [i, end), whose frames are marked free, as the largest aligned blocks */
static void add_range(struct uk_fallocbuddy_zone *z, __u32 i, __u32 end)
{
	unsigned long at;
	unsigned int order;

	while (i < end) {
		at = z->base + i;
		order = 63u - (unsigned int)__builtin_clzl(end - i);
		if (at)
			order = MIN(order, (unsigned int)__builtin_ctzl(at));
		order = MIN(order, ZONE_ORDERS - 1U);
		add_block(z, i, order);
		i += 1U << order;
	}
}

static void mark(struct uk_fallocbuddy_zone *z, __u32 i, __u32 end,
		 __u32 state)
{
	for (; i < end; i++)
		z->frame[i].state = state;
}

void zone_init(struct uk_fallocbuddy_zone *z, unsigned long base,
	       unsigned long frames)
{
	unsigned int order;

	UK_ASSERT(frames < ZONE_NONE);
	z->next = __NULL;
	z->base = base;
	z->frames = frames;
	for (order = 0; order < ZONE_ORDERS; order++)
		z->head[order] = ZONE_NONE;
	mark(z, 0, frames, FRAME_FREE);
	add_range(z, 0, frames);
}

unsigned int zone_order(unsigned long frames)
{
	unsigned int order = 0;

	while (order < 63 && (1UL << order) < frames)
		order++;
	return order;
}

/* First frame of the free block around frame `i`, which must be free */
static __u32 block_of(const struct uk_fallocbuddy_zone *z, __u32 i)
{
	unsigned int order;
	unsigned long nr;

	for (order = 0; order < ZONE_ORDERS; order++) {
		nr = ALIGN_DOWN(z->base + i, 1UL << order);
		if (nr < z->base)
			break;
		if (z->frame[nr - z->base].state == order)
			return (__u32)(nr - z->base);
	}
	UK_CRASH("frame %lx is free but in no block\n", z->base + i);
}

/* Frames that are free, in one block or in several */
static void take(struct uk_fallocbuddy_zone *z, __u32 first,
		 unsigned long frames)
{
	__u32 end = first + frames;
	__u32 i, block, block_end;

	for (i = first; i < end; i = block_end) {
		block = block_of(z, i);
		block_end = block + (1U << z->frame[block].state);
		list_del(z, block);
		mark(z, i, MIN(block_end, end), FRAME_USED);
		add_range(z, block, i);
		if (block_end > end)
			add_range(z, end, block_end);
	}
}

int zone_take_at(struct uk_fallocbuddy_zone *z, __u32 first,
		 unsigned long frames)
{
	unsigned long i;

	for (i = first; i < first + frames; i++)
		if (z->frame[i].state == FRAME_USED)
			return 0;
	take(z, first, frames);
	return 1;
}

/* Where in the block of that order the frames fit, or ZONE_NONE */
static __u32 fit(const struct uk_fallocbuddy_zone *z, __u32 block,
		 unsigned int order, unsigned long frames, unsigned long align,
		 unsigned long min, unsigned long max)
{
	unsigned long from = MAX(z->base + block, min);
	unsigned long to = MIN(z->base + block + (1UL << order), max);

	from = ALIGN_UP(from, align);
	if (from >= to || to - from < frames)
		return ZONE_NONE;
	return (__u32)(from - z->base);
}

__u32 zone_take(struct uk_fallocbuddy_zone *z, unsigned long frames,
		unsigned long align, unsigned long min, unsigned long max)
{
	unsigned int order;
	__u32 block, i;

	for (order = zone_order(frames); order < ZONE_ORDERS; order++) {
		for (block = z->head[order]; block != ZONE_NONE;
		     block = z->frame[block].next) {
			i = fit(z, block, order, frames, align, min, max);
			if (i == ZONE_NONE)
				continue;
			take(z, i, frames);
			return i;
		}
	}
	return ZONE_NONE;
}

int zone_give(struct uk_fallocbuddy_zone *z, __u32 first, unsigned long frames)
{
	__u32 end = first + frames;
	__u32 i;

	for (i = first; i < end; i++)
		if (z->frame[i].state != FRAME_USED)
			return 0;
	mark(z, first, end, FRAME_FREE);
	add_range(z, first, end);
	return 1;
}

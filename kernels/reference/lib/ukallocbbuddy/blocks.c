/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Blocks of the binary buddy system: tags say where blocks start, lists hold
 * the free ones of each order.
 */
#include <string.h>
#include <uk/assert.h>

#include "blocks.h"

#define TAG_BLOCK 0x80
#define TAG_FREE 0x40
#define TAG_ORDER 0x3f
/* Without TAG_BLOCK and TAG_FREE */
#define TAG_ENTRY 0x20
#define ENTRY_SHIFT 4

_Static_assert(sizeof(struct free_block) <= UNIT_SIZE, "links fit a block");
_Static_assert(ORDER_MAX <= TAG_ORDER, "order fits a tag");

static struct region *region_of(struct blocks *b, __uptr addr)
{
	struct region *r;

	for (r = b->regions; r; r = r->next)
		if (addr >= r->start && addr < r->end)
			return r;
	return NULL;
}

__bool blocks_hold(struct blocks *b, __uptr addr)
{
	return region_of(b, addr) != NULL;
}

static __u8 *tag_of(struct region *r, __uptr addr)
{
	return &r->tags[(addr - r->start) >> ORDER_MIN];
}

static void link_free(struct blocks *b, struct region *r, __uptr addr,
		      unsigned int order)
{
	struct free_block *block = (struct free_block *)addr;

	block->next = b->free[order];
	block->link = &b->free[order];
	if (block->next)
		block->next->link = &block->next;
	b->free[order] = block;
	b->nonempty |= 1UL << order;
	b->free_bytes += 1UL << order;
	*tag_of(r, addr) = (__u8)(TAG_BLOCK | TAG_FREE | order);
}

static void unlink_free(struct blocks *b, struct region *r, __uptr addr,
			unsigned int order)
{
	struct free_block *block = (struct free_block *)addr;

	*block->link = block->next;
	if (block->next)
		block->next->link = block->link;
	if (!b->free[order])
		b->nonempty &= ~(1UL << order);
	b->free_bytes -= 1UL << order;
	*tag_of(r, addr) = 0;
}

/* Whether a free block of exactly this order starts at `addr`. */
static __bool is_free(struct region *r, __uptr addr, unsigned int order)
{
	return addr >= r->start && addr < r->end &&
	       *tag_of(r, addr) == (TAG_BLOCK | TAG_FREE | order);
}

/* Cuts a range into the largest blocks that alignment and length allow. */
static void put_range(struct blocks *b, struct region *r)
{
	__uptr addr = r->start;
	unsigned int order;

	while (addr < r->end) {
		order = MIN((unsigned int)__builtin_ctzl(addr),
			    63u - (unsigned int)__builtin_clzl(r->end - addr));
		order = MIN(order, (unsigned int)ORDER_MAX);
		link_free(b, r, addr, order);
		addr += 1UL << order;
	}
}

int blocks_add_range(struct blocks *b, __uptr base, __uptr end)
{
	__uptr at = ALIGN_UP(base, sizeof(void *));
	struct region *r = (struct region *)at;
	__sz units;

	end = ALIGN_DOWN(end, UNIT_SIZE);
	if (at < base || end < at ||
	    end - at < sizeof(*r) + 2 * UNIT_SIZE + 1)
		return -1;
	/* each unit costs its own bytes and one for the tag; alignment of the
	 * first unit costs less than one more
	 */
	units = (end - at - sizeof(*r) - UNIT_SIZE) / (UNIT_SIZE + 1);
	r->end = end;
	r->start = end - units * UNIT_SIZE;
	memset(r->tags, 0, units);
	r->next = b->regions;
	b->regions = r;
	b->total_bytes += r->end - r->start;
	put_range(b, r);
	return 0;
}

unsigned int blocks_order_of(__sz size)
{
	if (size <= UNIT_SIZE)
		return ORDER_MIN;
	return 64u - (unsigned int)__builtin_clzl(size - 1);
}

__uptr blocks_take(struct blocks *b, unsigned int order)
{
	struct region *r;
	unsigned int from;
	__uptr addr;

	if (order > ORDER_MAX || !(b->nonempty >> order))
		return 0;
	from = order + (unsigned int)__builtin_ctzl(b->nonempty >> order);
	addr = (__uptr)b->free[from];
	r = region_of(b, addr);
	unlink_free(b, r, addr, from);
	while (from > order) {
		from--;
		link_free(b, r, addr + (1UL << from), from);
	}
	*tag_of(r, addr) = (__u8)(TAG_BLOCK | order);
	return addr;
}

static __u8 *live_tag(struct blocks *b, __uptr addr)
{
	struct region *r = region_of(b, addr);
	__u8 *tag = r && IS_ALIGNED(addr, UNIT_SIZE) ? tag_of(r, addr) : NULL;

	if (!tag || (*tag & (TAG_BLOCK | TAG_FREE)) != TAG_BLOCK)
		UK_CRASH("No block is allocated at %p\n", (void *)addr);
	return tag;
}

/* What the unit of an entry says, unless the block itself starts in it */
static __u8 entry_tag(__uptr entry)
{
	return (__u8)(TAG_ENTRY | ((entry % UNIT_SIZE) >> ENTRY_SHIFT));
}

static void write_entry(struct blocks *b, __uptr block, __uptr entry, __u8 tag)
{
	if (entry - block >= UNIT_SIZE)
		*tag_of(region_of(b, entry), entry) = tag;
}

void blocks_set_entry(struct blocks *b, __uptr block, __uptr entry)
{
	write_entry(b, block, entry, entry_tag(entry));
}

void blocks_forget_entry(struct blocks *b, __uptr block, __uptr entry)
{
	write_entry(b, block, entry, 0);
}

/* The block is the smallest one that starts where one that holds the entry may */
__uptr blocks_of_entry(struct blocks *b, __uptr entry)
{
	struct region *r = region_of(b, entry);
	unsigned int order;
	__uptr block;

	if (!r || *tag_of(r, entry) != entry_tag(entry)) {
		block = ALIGN_DOWN(entry, UNIT_SIZE);
		live_tag(b, block);
		return block;
	}
	for (order = ORDER_MIN + 1;; order++) {
		block = ALIGN_DOWN(entry, 1UL << order);
		if (*tag_of(r, block) == (TAG_BLOCK | order))
			return block;
	}
}

unsigned int blocks_order_at(struct blocks *b, __uptr addr)
{
	return *live_tag(b, addr) & TAG_ORDER;
}

void blocks_put(struct blocks *b, __uptr addr)
{
	struct region *r = region_of(b, addr);
	__u8 *tag = live_tag(b, addr);
	unsigned int order = *tag & TAG_ORDER;

	*tag = 0;
	while (order < ORDER_MAX && is_free(r, addr ^ (1UL << order), order)) {
		unlink_free(b, r, addr ^ (1UL << order), order);
		addr &= ~(1UL << order);
		order++;
	}
	link_free(b, r, addr, order);
}

void blocks_shrink(struct blocks *b, __uptr addr, unsigned int order)
{
	struct region *r = region_of(b, addr);
	__u8 *tag = live_tag(b, addr);
	unsigned int now = *tag & TAG_ORDER;

	while (now > order) {
		now--;
		link_free(b, r, addr + (1UL << now), now);
	}
	*tag = (__u8)(TAG_BLOCK | now);
}

__bool blocks_grow(struct blocks *b, __uptr addr, unsigned int order)
{
	struct region *r = region_of(b, addr);
	__u8 *tag = live_tag(b, addr);
	unsigned int now = *tag & TAG_ORDER;
	unsigned int o;

	if (order > ORDER_MAX)
		return 0;
	for (o = now; o < order; o++)
		if ((addr & (1UL << o)) || !is_free(r, addr + (1UL << o), o))
			return 0;
	for (o = now; o < order; o++)
		unlink_free(b, r, addr + (1UL << o), o);
	*tag = (__u8)(TAG_BLOCK | order);
	return 1;
}

__sz blocks_largest(const struct blocks *b)
{
	if (!b->nonempty)
		return 0;
	return 1UL << (63 - __builtin_clzl(b->nonempty));
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tags of blocks. Interface and rules: tags.h.
 */
#include <uk/assert.h>

#include "tags.h"

#define BIT(tag) (1U << (tag))

unsigned int tags_order_min(void)
{
	return MAX((unsigned int)ORDER_MIN,
		   (unsigned int)__builtin_ctzl(ukarch_memtag_span()));
}

/* The tag of the granule before `addr`: there is always one, of another block or
 * of the region's own data
 */
static unsigned int bit_before(__uptr addr)
{
	return BIT(ukarch_memtag_get((void *)(addr - MEMTAG_GRANULE)));
}

/* The tag of the granule at `end`, if the heap goes on there */
static unsigned int bit_behind(struct blocks *b, __uptr end)
{
	if (!blocks_hold(b, end))
		return 0;
	return BIT(ukarch_memtag_get((void *)end));
}

/* Memory that nobody may access, next to others or to a live block, whose tags
 * are in `but`
 */
static void close_off(struct blocks *b, __uptr start, __uptr end,
		      unsigned int but)
{
	if (start < end)
		ukarch_memtag_region_but((void *)start, end - start,
					 but | bit_before(start) |
						 bit_behind(b, end));
}

void *tags_give(struct blocks *b, __uptr addr, unsigned int order, __sz align,
		__sz size, unsigned int but)
{
	__sz span = ukarch_memtag_span();
	__sz tagged = MEMTAG_ALIGN(MAX(size, 1UL));
	__uptr end = addr + (1UL << order);
	__uptr at = addr, from, to;
	void *ptr;

	if (span > MEMTAG_GRANULE)
		at = ALIGN_DOWN(end - tagged, align);
	from = ALIGN_DOWN(at, span);
	to = ALIGN_UP(at + tagged, span);
	if (from == addr)
		but |= bit_before(from);
	if (to == end)
		but |= bit_behind(b, to);
	ptr = ukarch_memtag_region_but((void *)from, to - from, but);
	close_off(b, addr, from, BIT(ukarch_memtag_of(ptr)));
	close_off(b, to, end, BIT(ukarch_memtag_of(ptr)));
	blocks_set_entry(b, addr, at);
	return (char *)ptr + (at - from);
}

__uptr tags_block_of(struct blocks *b, const void *ptr)
{
	__uptr addr = ukarch_memtag_strip((__uptr)ptr);

	return ukarch_memtag_span() > MEMTAG_GRANULE ?
		       blocks_of_entry(b, addr) : addr;
}

void tags_retire(struct blocks *b, __uptr addr, const void *ptr)
{
	__sz capacity = 1UL << blocks_order_at(b, addr);

	blocks_forget_entry(b, addr, ukarch_memtag_strip((__uptr)ptr));
	close_off(b, addr, addr + capacity, BIT(ukarch_memtag_of(ptr)));
}

void tags_retire_tail(struct blocks *b, __uptr addr, __sz len, const void *ptr)
{
	close_off(b, addr, addr + len, BIT(ukarch_memtag_of(ptr)));
}

__bool tags_check(const void *ptr)
{
	(void)*(const volatile char *)ptr;
	if (ukarch_memtag_get(ptr) == ukarch_memtag_of(ptr))
		return 1;
	if (ukarch_memtag_is_noted())
		return 0;
	if (ukarch_memtag_state())
		UK_CRASH("The tag of %p is not that of the memory, %u\n", ptr,
			 ukarch_memtag_get(ptr));
	return 1;
}

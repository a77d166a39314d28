/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory tags of the heap's blocks (<uk/arch/memtag.h>). The rules:
 *
 *  - a live block has one tag in the granules of the size that was asked for;
 *  - what is left of the block's memory has another one;
 *  - the granule before what the user got and the one behind it have other tags,
 *    so that an access one granule too low or too high is always caught;
 *  - free memory has another tag than it had while it was live.
 *
 * Tags are drawn among all sixteen that the rules leave: an access to some other
 * block through a stray pointer goes unseen in one of sixteen cases. What the
 * allocator itself keeps in free blocks it reads and writes unchecked. Callers
 * hold its lock.
 *
 * Where only pages have tags (ukarch_memtag_span()), a block has pages of its
 * own, and the user gets their end: then what lies behind is caught as exactly,
 * and what lies before from the page before on.
 */
#ifndef __BBUDDY_TAGS_H__
#define __BBUDDY_TAGS_H__

#include <uk/arch/memtag.h>

#include "blocks.h"

#ifdef CONFIG_HAVE_MEMTAG
/** The smallest block that can have a tag of its own. */
unsigned int tags_order_min(void);

/**
 * A block was given out.
 * @param addr     its start
 * @param order    its order, at least tags_order_min()
 * @param align    of what the user gets, at least 16
 * @param size     what was asked for
 * @param but      bit set of tags it shall not get
 * @return pointer for the user
 */
void *tags_give(struct blocks *b, __uptr addr, unsigned int order, __sz align,
		__sz size, unsigned int but);

/** Where the block of a pointer starts; crashes if there is none. */
__uptr tags_block_of(struct blocks *b, const void *ptr);

/** A block that its user knows by `ptr` is about to be freed. */
void tags_retire(struct blocks *b, __uptr addr, const void *ptr);

/** The end of a block was freed whose pointer was `ptr`. */
void tags_retire_tail(struct blocks *b, __uptr addr, __sz len, const void *ptr);

/**
 * Whether a pointer carries the tag of the memory at it; it does not after the
 * block was freed. If not, the access that finds out is a tag check fault: a trap,
 * or noted by the CPU, as the mode says. Crashes where checks are suspended. A
 * pointer to memory without tags is as good as any. Not under the allocator's lock.
 */
__bool tags_check(const void *ptr);

#else /* !CONFIG_HAVE_MEMTAG: no allocator has tags */

static inline unsigned int tags_order_min(void)
{
	return ORDER_MIN;
}

static inline void *tags_give(struct blocks *b __unused, __uptr addr,
			      unsigned int order __unused,
			      __sz align __unused, __sz size __unused,
			      unsigned int but __unused)
{
	return (void *)addr;
}

static inline __uptr tags_block_of(struct blocks *b __unused, const void *ptr)
{
	return (__uptr)ptr;
}

static inline void tags_retire(struct blocks *b __unused, __uptr addr __unused,
			       const void *ptr __unused)
{
}

static inline void tags_retire_tail(struct blocks *b __unused,
				    __uptr addr __unused, __sz len __unused,
				    const void *ptr __unused)
{
}

static inline __bool tags_check(const void *ptr __unused)
{
	return 1;
}

static inline unsigned int ukarch_memtag_of(const void *ptr __unused)
{
	return 0;
}
#endif

#endif /* __BBUDDY_TAGS_H__ */

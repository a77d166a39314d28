/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Binary buddy frame allocator: the uk_falloc interface over a list of zones,
 * with one lock around everything. Interface: <uk/fallocbuddy.h>.
 */
#include <errno.h>
#include <uk/fallocbuddy.h>

#include "zone.h"

static struct uk_fallocbuddy *to_buddy(struct uk_falloc *fa)
{
	return __containerof(fa, struct uk_fallocbuddy, fa);
}

/* The zone with all of the frames, or NULL */
static struct uk_fallocbuddy_zone *zone_of(struct uk_fallocbuddy *fb,
					   unsigned long nr,
					   unsigned long frames)
{
	struct uk_fallocbuddy_zone *z;

	for (z = fb->zones; z; z = z->next)
		if (nr >= z->base && nr - z->base < z->frames &&
		    frames <= z->frames - (nr - z->base))
			return z;
	return __NULL;
}

static int take_at(struct uk_fallocbuddy *fb, __paddr_t paddr,
		   unsigned long frames)
{
	unsigned long nr = paddr >> PAGE_SHIFT;
	struct uk_fallocbuddy_zone *z = zone_of(fb, nr, frames);

	if (!z)
		return -ENOENT;
	if (!zone_take_at(z, (__u32)(nr - z->base), frames))
		return -ENOMEM;
	fb->fa.free_memory -= frames << PAGE_SHIFT;
	return 0;
}

static int take(struct uk_fallocbuddy *fb, __paddr_t *paddr,
		unsigned long frames, unsigned long flags, __paddr_t min,
		__paddr_t max)
{
	unsigned long align = flags & FALLOC_FLAG_ALIGNED ?
				      1UL << zone_order(frames) : 1;
	unsigned long from = (min >> PAGE_SHIFT) + !PAGE_ALIGNED(min);
	struct uk_fallocbuddy_zone *z;
	__u32 i;

	for (z = fb->zones; z; z = z->next) {
		i = zone_take(z, frames, align, from, max >> PAGE_SHIFT);
		if (i == ZONE_NONE)
			continue;
		fb->fa.free_memory -= frames << PAGE_SHIFT;
		*paddr = (z->base + i) << PAGE_SHIFT;
		return 0;
	}
	return -ENOMEM;
}

static int buddy_falloc(struct uk_falloc *fa, __paddr_t *paddr,
			unsigned long frames, unsigned long flags)
{
	struct uk_fallocbuddy *fb = to_buddy(fa);
	unsigned long irqf;
	int rc;

	if (*paddr != __PADDR_ANY && !PAGE_ALIGNED(*paddr))
		return -EINVAL;
	if (*paddr != __PADDR_ANY && frames) {
		uk_spin_lock_irqsave(&fb->lock, irqf);
		rc = take_at(fb, *paddr, frames);
		uk_spin_unlock_irqrestore(&fb->lock, irqf);
		return rc;
	}
	*paddr = __PADDR_INV;
	return fa->falloc_from_range(fa, paddr, frames, flags, 0, __PADDR_MAX);
}

static int buddy_falloc_from_range(struct uk_falloc *fa, __paddr_t *paddr,
				   unsigned long frames, unsigned long flags,
				   __paddr_t min, __paddr_t max)
{
	struct uk_fallocbuddy *fb = to_buddy(fa);
	unsigned long irqf;
	int rc;

	if (!frames || min >= max)
		return -EINVAL;
	uk_spin_lock_irqsave(&fb->lock, irqf);
	rc = take(fb, paddr, frames, flags, min, max);
	uk_spin_unlock_irqrestore(&fb->lock, irqf);
	return rc;
}

static int give(struct uk_fallocbuddy *fb, __paddr_t paddr,
		unsigned long frames)
{
	unsigned long nr = paddr >> PAGE_SHIFT;
	struct uk_fallocbuddy_zone *z = zone_of(fb, nr, frames);

	if (!z)
		return -ENOENT;
	if (!zone_give(z, (__u32)(nr - z->base), frames))
		return -EFAULT;
	fb->fa.free_memory += frames << PAGE_SHIFT;
	return 0;
}

static int buddy_ffree(struct uk_falloc *fa, __paddr_t paddr,
		       unsigned long frames)
{
	struct uk_fallocbuddy *fb = to_buddy(fa);
	unsigned long irqf;
	int rc;

	if (!frames || !PAGE_ALIGNED(paddr))
		return -EINVAL;
	uk_spin_lock_irqsave(&fb->lock, irqf);
	rc = give(fb, paddr, frames);
	uk_spin_unlock_irqrestore(&fb->lock, irqf);
	return rc;
}

static int buddy_addmem(struct uk_falloc *fa, void *metadata, __paddr_t paddr,
			unsigned long frames, __vaddr_t dm_off __unused)
{
	struct uk_fallocbuddy *fb = to_buddy(fa);
	struct uk_fallocbuddy_zone *z = metadata;
	unsigned long irqf;

	if (!frames || frames >= ZONE_NONE || !PAGE_ALIGNED(paddr))
		return -EINVAL;
	zone_init(z, paddr >> PAGE_SHIFT, frames);
	uk_spin_lock_irqsave(&fb->lock, irqf);
	z->next = fb->zones;
	fb->zones = z;
	fa->free_memory += frames << PAGE_SHIFT;
	fa->total_memory += frames << PAGE_SHIFT;
	uk_spin_unlock_irqrestore(&fb->lock, irqf);
	return 0;
}

void uk_fallocbuddy_init(struct uk_fallocbuddy *fb)
{
	*fb = (struct uk_fallocbuddy){
		.fa = {
			.falloc = buddy_falloc,
			.falloc_from_range = buddy_falloc_from_range,
			.ffree = buddy_ffree,
			.addmem = buddy_addmem,
		},
	};
}

__sz uk_fallocbuddy_metadata_size(unsigned long frames)
{
	return sizeof(struct uk_fallocbuddy_zone) +
	       frames * sizeof(struct zone_frame);
}

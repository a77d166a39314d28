/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Frame allocators: physical memory in units of PAGE_SIZE. The interface only;
 * lib/ukfallocbuddy implements it.
 *
 * All functions may be called on any CPU, with interrupts off.
 */
#ifndef __UK_FALLOC_H__
#define __UK_FALLOC_H__

#include <uk/arch/paging.h>
#include <uk/assert.h>
#include <uk/essentials.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Align the allocation to its size, rounded up to a power of two */
#define FALLOC_FLAG_ALIGNED 0x01UL

struct uk_falloc {
	/**
	 * Allocates contiguous frames.
	 * @param[in,out] paddr the exact first frame wanted, or __PADDR_ANY. With
	 *   __PADDR_ANY receives the address, or __PADDR_INV on an error
	 * @param frames how many, at least 1
	 * @param flags FALLOC_FLAG_*; no effect if an address is given
	 * @return 0; -EINVAL no frames, or address not aligned; -ENOMEM, also if
	 *   a frame wanted is in use; -ENOENT the range is not managed here
	 */
	int (*falloc)(struct uk_falloc *fa, __paddr_t *paddr,
		      unsigned long frames, unsigned long flags);

	/**
	 * Allocates contiguous frames inside [min, max).
	 * @param[out] paddr receives the address; untouched on an error
	 * @return as falloc()
	 */
	int (*falloc_from_range)(struct uk_falloc *fa, __paddr_t *paddr,
				 unsigned long frames, unsigned long flags,
				 __paddr_t min, __paddr_t max);

	/**
	 * Frees frames: any range of frames that are all in use, whatever
	 * allocations they came from.
	 * @return 0; -EINVAL not aligned or no frames; -ENOENT the range is not
	 *   (entirely) managed here; -EFAULT a frame is free already. Nothing
	 *   is freed on an error
	 */
	int (*ffree)(struct uk_falloc *fa, __paddr_t paddr,
		     unsigned long frames);

	/**
	 * Gives memory to the allocator. It must not overlap memory that it
	 * manages.
	 * @param metadata room for the allocator's data about the range, for
	 *   ever; see the allocator for its size
	 * @param dm_off what to add to a physical address of the range to get
	 *   its direct-map address, or __VADDR_INV if it is not mapped
	 * @return 0; -EINVAL not aligned or no frames
	 */
	int (*addmem)(struct uk_falloc *fa, void *metadata, __paddr_t paddr,
		      unsigned long frames, __vaddr_t dm_off);

	/** Bytes free now; for statistics and leak checks */
	__sz free_memory;
	/** Bytes managed */
	__sz total_memory;
};

/** @return address of contiguous frames, or __PADDR_INV if there are none */
static inline __paddr_t uk_falloc(struct uk_falloc *fa, unsigned long frames)
{
	__paddr_t paddr = __PADDR_ANY;

	return fa->falloc(fa, &paddr, frames, 0) == 0 ? paddr : __PADDR_INV;
}

/** Frees frames; they must be in use */
static inline void uk_ffree(struct uk_falloc *fa, __paddr_t paddr,
			    unsigned long frames)
{
	int rc __maybe_unused = fa->ffree(fa, paddr, frames);

	UK_ASSERT(rc == 0);
}

#ifdef __cplusplus
}
#endif

#endif /* __UK_FALLOC_H__ */

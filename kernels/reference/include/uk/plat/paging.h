/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Page tables: walk, map, unmap, change attributes.
 *
 * Ranges are given as a first page and a number of pages of the size named by
 * PAGE_FLAG_SIZE() (4 KiB if none). Errors are negative errno. Except where
 * said otherwise, a function that fails with -EINVAL has changed nothing.
 *
 * The functions may be called with interrupts off. They do not lock: callers
 * serialise changes to one page table (lib/ukvmem does, for everything that it
 * manages). They flush the TLBs of all CPUs before they return, and before a
 * frame goes back to the allocator.
 */
#ifndef __UKPLAT_PAGING_H__
#define __UKPLAT_PAGING_H__

#include <uk/arch/paging.h>
#include <uk/arch/types.h>

#ifdef __cplusplus
extern "C" {
#endif

struct uk_falloc;
struct ukplat_memregion_desc;

/** A hierarchy of tables and the allocator that its frames come from */
struct uk_pagetable {
	__vaddr_t pt_vbase; /* top table, in the direct map */
	__paddr_t pt_pbase; /* top table */
	struct uk_falloc *fa;
	/** Tables in use, the top table included; for leak checks */
	unsigned long nr_pt_pages;
};

/** unmap: leave the tables in place, only invalidate entries */
#define PAGE_FLAG_KEEP_PTES 0x01UL
/** unmap: do not give the frames back */
#define PAGE_FLAG_KEEP_FRAMES 0x02UL
/** Only pages of the size given by PAGE_FLAG_SIZE() */
#define PAGE_FLAG_FORCE_SIZE 0x04UL

#define PAGE_FLAG_SIZE_SHIFT 4
#define PAGE_FLAG_SIZE_BITS 4
#define PAGE_FLAG_SIZE_MASK ((1UL << PAGE_FLAG_SIZE_BITS) - 1)
/** Unit of `pages`: the page size of level `lvl` */
#define PAGE_FLAG_SIZE(lvl)                                                    \
	(((lvl) & PAGE_FLAG_SIZE_MASK) << PAGE_FLAG_SIZE_SHIFT)
#define PAGE_FLAG_SIZE_TO_LEVEL(flag)                                          \
	(((flag) >> PAGE_FLAG_SIZE_SHIFT) & PAGE_FLAG_SIZE_MASK)

/** ukplat_pt_clone(): an empty table instead of a copy */
#define PAGE_FLAG_CLONE_NEW 0x01UL

/** @return the page table that the CPUs use */
struct uk_pagetable *ukplat_pt_get_active(void);

/**
 * Makes the calling CPU, and those started later, use a page table. The running
 * code and its stack must be mapped there at the same addresses.
 * @return 0
 */
int ukplat_pt_set_active(struct uk_pagetable *pt);

/**
 * Wraps the page table that the hardware uses now and gives it a frame
 * allocator with the given memory.
 * @param start, len physical range, part of the direct map; some of it is used
 *   for the allocator's own data
 * @return 0; -EINVAL; -ENOMEM if the range is too small
 */
int ukplat_pt_init(struct uk_pagetable *pt, __paddr_t start, __sz len);

/**
 * Adds memory to the frame allocator of a page table.
 * @return as ukplat_pt_init()
 */
int ukplat_pt_add_mem(struct uk_pagetable *pt, __paddr_t start, __sz len);

/**
 * Makes a new page table that shares the source's frame allocator. A copy has
 * tables of its own, and maps the same frames with the same attributes.
 * @param flags PAGE_FLAG_CLONE_NEW or 0
 * @return 0; -ENOMEM, nothing is left behind
 */
int ukplat_pt_clone(struct uk_pagetable *pt, struct uk_pagetable *pt_src,
		    unsigned long flags);

/**
 * Frees all tables, and the frames that they map and the allocator handed out.
 * @param flags PAGE_FLAG_KEEP_FRAMES: free the tables only
 * @return 0; -EBUSY if it is the active page table
 */
int ukplat_pt_free(struct uk_pagetable *pt, unsigned long flags);

/**
 * Translates an address.
 * @param[in,out] level in: level to stop at at the latest (NULL: PAGE_LEVEL);
 *   out: level of the entry found
 * @param[out] pt_vaddr address of the table with that entry; may be NULL
 * @param[out] pte the entry, present or not; may be NULL
 * @return 0; -EINVAL for an address that is not canonical
 */
int ukplat_pt_walk(struct uk_pagetable *pt, __vaddr_t vaddr,
		   unsigned int *level, __vaddr_t *pt_vaddr, __pte_t *pte);

/** Page mapper: leave this page as it is */
#define UKPLAT_PAGE_MAPX_ESKIP 1
/** Page mapper: try again with smaller pages */
#define UKPLAT_PAGE_MAPX_ETOOBIG 2

/**
 * Asked for each page right before its entry is written.
 * @param pt_vaddr the table that is going to be changed
 * @param level its level
 * @param[in,out] pte the entry to be written. It may be changed, its address
 *   too (which is then the mapper's frame)
 * @return 0 to write it; UKPLAT_PAGE_MAPX_*; a negative errno to give up
 */
typedef int (*ukplat_page_mapx_func_t)(struct uk_pagetable *pt,
				       __vaddr_t vaddr, __vaddr_t pt_vaddr,
				       unsigned int level, __pte_t *pte,
				       void *ctx);

struct ukplat_page_mapx {
	ukplat_page_mapx_func_t map;
	void *ctx;
};

/**
 * Maps a range.
 *
 * Without PAGE_FLAG_FORCE_SIZE each part gets the largest page that alignment,
 * hardware and free memory permit; with it all pages have the size given, and
 * larger pages in the way are split.
 *
 * @param paddr physical address of the first page; __PADDR_ANY takes frames
 *   from the allocator; with a mapper that chooses the frames, 0
 * @param attr PAGE_ATTR_*
 * @param flags PAGE_FLAG_*
 * @param mapx mapper, or NULL. With a mapper, pages that are mapped already are
 *   offered to it (the old entry is still in the table) and replaced. Then, for
 *   __PADDR_ANY, no frame is taken and the address stays the old one. Where the
 *   mapper refuses, skips, or takes another address, a frame taken for this
 *   page goes back
 * @return 0; -EINVAL not aligned, not canonical, level without pages; -EEXIST
 *   a page is mapped and there is no mapper; -ENOMEM; the mapper's error.
 *   On an error, the frame and the tables taken for the failing page go back.
 *   Without a mapper the pages before it are unmapped again and nothing is left
 *   behind; with a mapper they stay: the mapper knows of them
 */
int ukplat_page_mapx(struct uk_pagetable *pt, __vaddr_t vaddr, __paddr_t paddr,
		     unsigned long pages, unsigned long attr,
		     unsigned long flags, struct ukplat_page_mapx *mapx);

/** ukplat_page_mapx() without a mapper */
static inline int ukplat_page_map(struct uk_pagetable *pt, __vaddr_t vaddr,
				  __paddr_t paddr, unsigned long pages,
				  unsigned long attr, unsigned long flags)
{
	return ukplat_page_mapx(pt, vaddr, paddr, pages, attr, flags, __NULL);
}

/**
 * Unmaps a range; parts that are not mapped are skipped. Frames that belong to
 * the allocator go back to it (there is no reference count: keep the frames of
 * all but the last mapping), and so do tables that became empty. A larger page
 * that is only partly in the range is split.
 * @param flags PAGE_FLAG_KEEP_PTES, PAGE_FLAG_KEEP_FRAMES, PAGE_FLAG_SIZE()
 * @return 0; -EINVAL; -ENOMEM if a large page could not be split: the part
 *   before it is unmapped
 */
int ukplat_page_unmap(struct uk_pagetable *pt, __vaddr_t vaddr,
		      unsigned long pages, unsigned long flags);

/**
 * Gives a range new attributes; parts that are not mapped are skipped. A larger
 * page is split only if it is partly in the range and has other attributes.
 * @return 0; -EINVAL; -ENOMEM if a large page could not be split: the part
 *   before it is changed
 */
int ukplat_page_set_attr(struct uk_pagetable *pt, __vaddr_t vaddr,
			 unsigned long pages, unsigned long new_attr,
			 unsigned long flags);

/**
 * Short-lived writable mapping of physical memory for the kernel: the direct
 * map. Cannot fail for RAM.
 * @return virtual address; __VADDR_INV beyond the direct map
 */
__vaddr_t ukplat_page_kmap(struct uk_pagetable *pt, __paddr_t paddr,
			   unsigned long pages, unsigned long flags);

/** Ends a ukplat_page_kmap() */
void ukplat_page_kunmap(struct uk_pagetable *pt, __vaddr_t vaddr,
			unsigned long pages, unsigned long flags);

/**
 * Forgets the cached translations of a range on all CPUs; on return none uses
 * them any more. From the architecture. Interrupts may be off.
 */
void ukplat_tlb_flush_range(__vaddr_t vaddr, unsigned long pages);

/**
 * Leaves the boot page tables for the final ones: each memory region of the
 * boot information with UKPLAT_MEMRF_MAP at its virtual address with its
 * rights, and RAM in the direct map, nowhere both writable and executable.
 *
 * Free memory goes to the frame allocator, but for the lower half of the
 * largest region. That one alone stays UKPLAT_MEMRT_FREE, for the heap, with
 * its direct-map address as `vbase`.
 *
 * Boot tables must map the first 4 GiB at DIRECTMAP_AREA_START and identically.
 * @return 0; -ENOMEM
 */
int ukplat_paging_init(void);

/** @return attributes of the pages of a region, as its type and flags say */
unsigned long ukplat_memregion_attr(const struct ukplat_memregion_desc *mrd);

#ifdef __cplusplus
}
#endif

#endif /* __UKPLAT_PAGING_H__ */

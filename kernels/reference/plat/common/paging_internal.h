/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files of the paging code share: tables, the collection of what is to
 * be freed after a TLB flush, and splitting. Interface: <uk/plat/paging.h>.
 */
#ifndef __PLAT_COMMON_PAGING_INTERNAL_H__
#define __PLAT_COMMON_PAGING_INTERNAL_H__

#include <uk/falloc.h>
#include <uk/plat/paging.h>

/** Address in the direct map of a frame */
static inline __vaddr_t pg_directmap(__paddr_t paddr)
{
	return DIRECTMAP_AREA_START + paddr;
}

/** Frames of 4 KiB in a page of a level */
static inline unsigned long pg_frames(unsigned int level)
{
	return 1UL << (PT_LEVEL_SHIFT * level);
}

/** Last address that both the entry of `vaddr` at `level` and the range cover.
 *  Last addresses instead of ends, because the end may be 2^64.
 */
static inline __vaddr_t pg_entry_last(__vaddr_t vaddr, unsigned int level,
				      __vaddr_t last)
{
	__vaddr_t e = vaddr | (PAGE_Lx_SIZE(level) - 1);

	return e < last ? e : last;
}

/**
 * Takes an empty table.
 * @return its physical address, or __PADDR_INV
 */
__paddr_t pg_table_new(struct uk_pagetable *pt);

/** Gives back a table that no CPU can reach any more. */
void pg_table_free(struct uk_pagetable *pt, __paddr_t paddr);

/** @return whether nothing is mapped through the table */
int pg_table_is_empty(__vaddr_t pt_vaddr, unsigned int level);

/**
 * Turns an unmapped entry into one with an empty table.
 * @return 0 or -ENOMEM
 */
int pg_table_add(struct uk_pagetable *pt, __vaddr_t pt_vaddr,
		 unsigned int level, unsigned int idx, __pte_t *pte);

/**
 * Replaces a large page by a table of pages of the next smaller size. The page
 * is unmapped for a moment ("break before make", Arm ARM D8.14), so nobody may
 * depend on it meanwhile but page fault handlers that wait for the caller.
 * @param vaddr first address of the page
 * @param[in,out] pte the entry of the page; then that of the table
 * @return 0 or -ENOMEM
 */
int pg_split(struct uk_pagetable *pt, __vaddr_t vaddr, __vaddr_t pt_vaddr,
	     unsigned int level, __pte_t *pte);

/*
 * Frames that must not be reused before all CPUs have forgotten the
 * translations of a range of addresses.
 */
#define PG_GATHER_MAX 32

struct pg_gather {
	struct uk_pagetable *pt;
	__vaddr_t first; /* range to flush, if first <= last */
	__vaddr_t last;
	unsigned int count;
	struct {
		__paddr_t paddr;
		unsigned long frames; /* 0: a table */
	} item[PG_GATHER_MAX];
};

void pg_gather_init(struct pg_gather *g, struct uk_pagetable *pt);

/** Notes that the entry of the page at `vaddr` has been changed. */
void pg_gather_page(struct pg_gather *g, __vaddr_t vaddr, unsigned int level);

/** Notes the frames of a page, noted before, to be freed. */
void pg_gather_frames(struct pg_gather *g, __paddr_t paddr,
		      unsigned long frames);

/** Notes a table to be freed that `vaddr` was translated through; its entry has
 *  been invalidated.
 */
void pg_gather_table(struct pg_gather *g, __vaddr_t vaddr, __paddr_t paddr);

/** Flushes, then frees. */
void pg_gather_finish(struct pg_gather *g);

/** Unmaps everything; only the top table is left. Never fails. */
void pg_unmap_all(struct uk_pagetable *pt, unsigned long flags);

/**
 * Checks the arguments of an operation on a range.
 * @param[out] last last address of the range
 * @return 0 or -EINVAL; 1 if the range is empty
 */
int pg_check_range(__vaddr_t vaddr, unsigned long pages, unsigned long flags,
		   __vaddr_t *last);

#endif /* __PLAT_COMMON_PAGING_INTERNAL_H__ */

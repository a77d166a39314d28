/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Mapping of ranges. The range is walked down the levels; at each entry the
 * largest page that fits is tried, then smaller ones. Interface and rules:
 * <uk/plat/paging.h>.
 */
#include <errno.h>
#include <uk/assert.h>

#include "paging_internal.h"

/* One call of ukplat_page_mapx() */
struct map_op {
	struct uk_pagetable *pt;
	__vaddr_t vaddr; /* of the range */
	__paddr_t paddr; /* of the range, or __PADDR_ANY */
	unsigned long attr;
	unsigned int level; /* the only one with PAGE_FLAG_FORCE_SIZE */
	int force;
	struct ukplat_page_mapx *mapx;
	int skipped;   /* the mapper skipped a page */
	__vaddr_t pos; /* all before it is done */
};

/* Internal result: try smaller pages */
#define MAP_SMALLER 1

static __paddr_t paddr_at(const struct map_op *op, __vaddr_t vaddr)
{
	return op->paddr == __PADDR_ANY ? 0 : op->paddr + (vaddr - op->vaddr);
}

static int fits(const struct map_op *op, unsigned int level, __vaddr_t vaddr,
		__vaddr_t last)
{
	if (!PAGE_Lx_HAS(level) || (op->force && level != op->level))
		return 0;
	return PAGE_Lx_ALIGNED(vaddr, level) &&
	       last - vaddr == PAGE_Lx_SIZE(level) - 1 &&
	       PAGE_Lx_ALIGNED(paddr_at(op, vaddr), level);
}

static int smaller_or(const struct map_op *op, unsigned int level, int error)
{
	return level > PAGE_LEVEL && !op->force ? MAP_SMALLER : error;
}

/* Takes the frames of a new page; *taken tells whether it had to */
static int choose_frames(struct map_op *op, unsigned int level,
			 __vaddr_t vaddr, __pte_t old, __paddr_t *paddr,
			 int *taken)
{
	*taken = 0;
	*paddr = paddr_at(op, vaddr);
	if (op->paddr != __PADDR_ANY)
		return 0;
	if (PT_Lx_PTE_PRESENT(old, level)) {
		*paddr = PT_Lx_PTE_PADDR(old, level);
		return 0;
	}
	*paddr = __PADDR_ANY;
	if (op->pt->fa->falloc(op->pt->fa, paddr, pg_frames(level),
			       FALLOC_FLAG_ALIGNED))
		return smaller_or(op, level, -ENOMEM);
	*taken = 1;
	return 0;
}

/* Break before make: no CPU may see the old and the new page at once */
static void write_page(__vaddr_t vaddr, __vaddr_t pt_vaddr, unsigned int level,
		       __pte_t old, __pte_t pte)
{
	unsigned int idx = PT_Lx_IDX(vaddr, level);

	if (PT_Lx_PTE_PRESENT(old, level)) {
		ukarch_pte_write(pt_vaddr, level, idx,
				 PT_Lx_PTE_INVALID(level));
		ukplat_tlb_flush_range(vaddr, pg_frames(level));
	}
	ukarch_pte_write(pt_vaddr, level, idx, pte);
}

static int map_page(struct map_op *op, __vaddr_t pt_vaddr, unsigned int level,
		    __vaddr_t vaddr, __pte_t old)
{
	__paddr_t paddr;
	__pte_t pte;
	int rc, taken;

	if (PT_Lx_PTE_PRESENT(old, level) && !op->mapx)
		return -EEXIST;
	rc = choose_frames(op, level, vaddr, old, &paddr, &taken);
	if (rc)
		return rc;
	pte = ukarch_pte_page(paddr, op->attr, level);
	if (op->mapx)
		rc = op->mapx->map(op->pt, vaddr, pt_vaddr, level, &pte,
				   op->mapx->ctx);
	if (taken && (rc || PT_Lx_PTE_PADDR(pte, level) != paddr))
		uk_ffree(op->pt->fa, paddr, pg_frames(level));
	if (rc == UKPLAT_PAGE_MAPX_ESKIP) {
		op->skipped = 1;
		return 0;
	}
	if (rc == UKPLAT_PAGE_MAPX_ETOOBIG)
		return smaller_or(op, level, -EINVAL);
	if (rc)
		return rc;
	write_page(vaddr, pt_vaddr, level, old, pte);
	return 0;
}

/* Removes a table that nothing is mapped through */
static void drop_table(struct map_op *op, __vaddr_t pt_vaddr,
		       unsigned int level, __vaddr_t vaddr, __pte_t pte)
{
	ukarch_pte_write(pt_vaddr, level, PT_Lx_IDX(vaddr, level),
			 PT_Lx_PTE_INVALID(level));
	ukplat_tlb_flush_range(PAGE_ALIGN_DOWN(vaddr), 1);
	pg_table_free(op->pt, PT_Lx_PTE_PADDR(pte, level));
}

static int map_table(struct map_op *op, __vaddr_t pt_vaddr, unsigned int level,
		     __vaddr_t vaddr, __vaddr_t last);

/* Maps [vaddr, last], inside one entry at `level`, by a table below it */
static int map_below(struct map_op *op, __vaddr_t pt_vaddr, unsigned int level,
		     __vaddr_t vaddr, __vaddr_t last, __pte_t pte)
{
	__vaddr_t table;
	int rc = 0;

	if (!PT_Lx_PTE_PRESENT(pte, level))
		rc = pg_table_add(op->pt, pt_vaddr, level,
				  PT_Lx_IDX(vaddr, level), &pte);
	else if (PAGE_Lx_IS(pte, level) && !op->mapx)
		rc = -EEXIST;
	else if (PAGE_Lx_IS(pte, level))
		rc = pg_split(op->pt, PAGE_Lx_ALIGN_DOWN(vaddr, level),
			      pt_vaddr, level, &pte);
	if (rc)
		return rc;
	table = pg_directmap(PT_Lx_PTE_PADDR(pte, level));
	rc = map_table(op, table, level - 1, vaddr, last);
	if ((rc || op->skipped) && pg_table_is_empty(table, level - 1))
		drop_table(op, pt_vaddr, level, vaddr, pte);
	return rc;
}

/* Pages of the forced size cannot go where smaller ones are */
static int clear_way(struct map_op *op, __vaddr_t pt_vaddr, unsigned int level,
		     __vaddr_t vaddr, __pte_t *pte)
{
	__vaddr_t table = pg_directmap(PT_Lx_PTE_PADDR(*pte, level));

	if (!pg_table_is_empty(table, level - 1))
		return -EEXIST;
	drop_table(op, pt_vaddr, level, vaddr, *pte);
	*pte = PT_Lx_PTE_INVALID(level);
	return 0;
}

static int map_entry(struct map_op *op, __vaddr_t pt_vaddr, unsigned int level,
		     __vaddr_t vaddr, __vaddr_t last)
{
	int is_table, rc;
	__pte_t pte;

	ukarch_pte_read(pt_vaddr, level, PT_Lx_IDX(vaddr, level), &pte);
	is_table = PT_Lx_PTE_PRESENT(pte, level) && !PAGE_Lx_IS(pte, level);
	if (is_table && op->force && level == op->level) {
		rc = clear_way(op, pt_vaddr, level, vaddr, &pte);
		if (rc)
			return rc;
		is_table = 0;
	}
	if (is_table || !fits(op, level, vaddr, last))
		return map_below(op, pt_vaddr, level, vaddr, last, pte);
	rc = map_page(op, pt_vaddr, level, vaddr, pte);
	if (rc == MAP_SMALLER)
		return map_below(op, pt_vaddr, level, vaddr, last, pte);
	if (!rc)
		op->pos = last + 1;
	return rc;
}

static int map_table(struct map_op *op, __vaddr_t pt_vaddr, unsigned int level,
		     __vaddr_t vaddr, __vaddr_t last)
{
	__vaddr_t entry_last;
	int rc;

	for (;;) {
		entry_last = pg_entry_last(vaddr, level, last);
		rc = map_entry(op, pt_vaddr, level, vaddr, entry_last);
		if (rc || entry_last == last)
			return rc;
		vaddr = entry_last + 1;
	}
}

static int check_paddr(__paddr_t paddr, __sz len, unsigned int level)
{
	if (paddr == __PADDR_ANY)
		return 0;
	if (!PAGE_Lx_ALIGNED(paddr, level) ||
	    !ukarch_paddr_range_isvalid(paddr, len))
		return -EINVAL;
	return 0;
}

static void unmap_done(struct map_op *op)
{
	unsigned long pages = (op->pos - op->vaddr) >> PAGE_SHIFT;
	unsigned long keep = op->paddr == __PADDR_ANY ? 0 :
							PAGE_FLAG_KEEP_FRAMES;
	int rc __maybe_unused;

	rc = ukplat_page_unmap(op->pt, op->vaddr, pages, keep);
	UK_ASSERT(rc == 0);
}

int ukplat_page_mapx(struct uk_pagetable *pt, __vaddr_t vaddr, __paddr_t paddr,
		     unsigned long pages, unsigned long attr,
		     unsigned long flags, struct ukplat_page_mapx *mapx)
{
	struct map_op op = {
		.pt = pt,
		.vaddr = vaddr,
		.paddr = paddr,
		.attr = attr,
		.level = PAGE_FLAG_SIZE_TO_LEVEL(flags),
		.force = !!(flags & PAGE_FLAG_FORCE_SIZE),
		.mapx = mapx,
		.pos = vaddr,
	};
	__vaddr_t last;
	int rc;

	rc = pg_check_range(vaddr, pages, flags, &last);
	if (rc)
		return rc < 0 ? rc : 0;
	rc = check_paddr(paddr, last - vaddr + 1, op.level);
	if (rc)
		return rc;
	rc = map_table(&op, pt->pt_vbase, PT_LEVELS - 1, vaddr, last);
	if (rc && !mapx)
		unmap_done(&op);
	return rc;
}

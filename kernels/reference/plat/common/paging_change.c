/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Unmapping and changing attributes: both go over what is mapped in a range and
 * skip the rest; a large page that they want to change in part is split first.
 * Interface and rules: <uk/plat/paging.h>.
 */
#include <errno.h>
#include <uk/assert.h>

#include "paging_internal.h"

struct change_op {
	struct pg_gather gather;
	unsigned long flags;
	unsigned long attr;
	/* Is there anything to do for this page? */
	int (*wants)(const struct change_op *op, __pte_t pte,
		     unsigned int level);
	/* Changes the entry of a whole page */
	void (*page)(struct change_op *op, __vaddr_t vaddr, __vaddr_t pt_vaddr,
		     unsigned int level, __pte_t pte);
	int reap; /* free the tables that became empty */
};

static int change_table(struct change_op *op, __vaddr_t pt_vaddr,
			unsigned int level, __vaddr_t vaddr, __vaddr_t last);

/* The part [vaddr, last] of one entry that is a table */
static int change_below(struct change_op *op, __vaddr_t pt_vaddr,
			unsigned int level, __vaddr_t vaddr, __vaddr_t last,
			__pte_t pte)
{
	__paddr_t table = PT_Lx_PTE_PADDR(pte, level);
	int rc;

	rc = change_table(op, pg_directmap(table), level - 1, vaddr, last);
	if (!op->reap || !pg_table_is_empty(pg_directmap(table), level - 1))
		return rc;
	ukarch_pte_write(pt_vaddr, level, PT_Lx_IDX(vaddr, level),
			 PT_Lx_PTE_INVALID(level));
	pg_gather_table(&op->gather, vaddr, table);
	return rc;
}

static int change_entry(struct change_op *op, __vaddr_t pt_vaddr,
			unsigned int level, __vaddr_t vaddr, __vaddr_t last)
{
	__vaddr_t start = PAGE_Lx_ALIGN_DOWN(vaddr, level);
	__pte_t pte;
	int rc;

	ukarch_pte_read(pt_vaddr, level, PT_Lx_IDX(vaddr, level), &pte);
	if (!PT_Lx_PTE_PRESENT(pte, level))
		return 0;
	if (PAGE_Lx_IS(pte, level)) {
		if (!op->wants(op, pte, level))
			return 0;
		if (vaddr == start &&
		    last - start == PAGE_Lx_SIZE(level) - 1) {
			op->page(op, vaddr, pt_vaddr, level, pte);
			return 0;
		}
		rc = pg_split(op->gather.pt, start, pt_vaddr, level, &pte);
		if (rc)
			return rc;
	}
	return change_below(op, pt_vaddr, level, vaddr, last, pte);
}

static int change_table(struct change_op *op, __vaddr_t pt_vaddr,
			unsigned int level, __vaddr_t vaddr, __vaddr_t last)
{
	__vaddr_t entry_last;
	int rc;

	for (;;) {
		entry_last = pg_entry_last(vaddr, level, last);
		rc = change_entry(op, pt_vaddr, level, vaddr, entry_last);
		if (rc || entry_last == last)
			return rc;
		vaddr = entry_last + 1;
	}
}

static int change_range(struct change_op *op, struct uk_pagetable *pt,
			__vaddr_t vaddr, unsigned long pages)
{
	__vaddr_t last;
	int rc;

	rc = pg_check_range(vaddr, pages, op->flags, &last);
	if (rc)
		return rc < 0 ? rc : 0;
	pg_gather_init(&op->gather, pt);
	rc = change_table(op, pt->pt_vbase, PT_LEVELS - 1, vaddr, last);
	pg_gather_finish(&op->gather);
	return rc;
}

static int unmap_wants(const struct change_op *op __unused,
		       __pte_t pte __unused, unsigned int level __unused)
{
	return 1;
}

static void unmap_page(struct change_op *op, __vaddr_t vaddr,
		       __vaddr_t pt_vaddr, unsigned int level, __pte_t pte)
{
	__pte_t gone = op->flags & PAGE_FLAG_KEEP_PTES ?
			       PT_Lx_PTE_CLEAR_PRESENT(pte, level) :
			       PT_Lx_PTE_INVALID(level);

	ukarch_pte_write(pt_vaddr, level, PT_Lx_IDX(vaddr, level), gone);
	pg_gather_page(&op->gather, vaddr, level);
	if (!(op->flags & PAGE_FLAG_KEEP_FRAMES))
		pg_gather_frames(&op->gather, PT_Lx_PTE_PADDR(pte, level),
				 pg_frames(level));
}

static void unmap_op(struct change_op *op, unsigned long flags)
{
	*op = (struct change_op){
		.flags = flags,
		.wants = unmap_wants,
		.page = unmap_page,
		.reap = !(flags & PAGE_FLAG_KEEP_PTES),
	};
}

int ukplat_page_unmap(struct uk_pagetable *pt, __vaddr_t vaddr,
		      unsigned long pages, unsigned long flags)
{
	struct change_op op;

	unmap_op(&op, flags);
	return change_range(&op, pt, vaddr, pages);
}

/* Goes by table index, so the addresses need not be canonical */
void pg_unmap_all(struct uk_pagetable *pt, unsigned long flags)
{
	__vaddr_t last = PAGE_Lx_SIZE(PT_LEVELS) - 1;
	struct change_op op;
	int rc __maybe_unused;

	unmap_op(&op, flags);
	pg_gather_init(&op.gather, pt);
	rc = change_table(&op, pt->pt_vbase, PT_LEVELS - 1, 0, last);
	UK_ASSERT(rc == 0); /* no page is split */
	pg_gather_finish(&op.gather);
}

static int set_attr_wants(const struct change_op *op, __pte_t pte,
			  unsigned int level)
{
	return ukarch_pte_attr(pte, level) != op->attr;
}

static void set_attr_page(struct change_op *op, __vaddr_t vaddr,
			  __vaddr_t pt_vaddr, unsigned int level, __pte_t pte)
{
	ukarch_pte_write(pt_vaddr, level, PT_Lx_IDX(vaddr, level),
			 ukarch_pte_set_attr(pte, op->attr, level));
	pg_gather_page(&op->gather, vaddr, level);
}

int ukplat_page_set_attr(struct uk_pagetable *pt, __vaddr_t vaddr,
			 unsigned long pages, unsigned long new_attr,
			 unsigned long flags)
{
	struct change_op op = {
		.flags = flags,
		.attr = new_attr,
		.wants = set_attr_wants,
		.page = set_attr_page,
	};

	return change_range(&op, pt, vaddr, pages);
}

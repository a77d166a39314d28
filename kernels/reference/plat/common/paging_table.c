/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Page table pages: taking and freeing them, splitting large pages, and the
 * order "change entries, flush TLBs, free" that everybody keeps to. An entry may
 * sit in the TLB or in a paging-structure cache of any CPU until it is flushed
 * (Intel SDM vol. 3, 4.10; Arm ARM D8.14).
 */
#include <errno.h>
#include <string.h>
#include <uk/assert.h>

#include "paging_internal.h"

__paddr_t pg_table_new(struct uk_pagetable *pt)
{
	__paddr_t paddr = uk_falloc(pt->fa, 1);

	if (paddr == __PADDR_INV)
		return __PADDR_INV;
	memset((void *)pg_directmap(paddr), 0, PAGE_SIZE);
	pt->nr_pt_pages++;
	return paddr;
}

void pg_table_free(struct uk_pagetable *pt, __paddr_t paddr)
{
	uk_ffree(pt->fa, paddr, 1);
	pt->nr_pt_pages--;
}

/* Four entries a turn: most tables that are looked at are full of nothing. */
int pg_table_is_empty(__vaddr_t pt_vaddr, unsigned int level)
{
	unsigned int idx;
	__pte_t a, b, c, d;

	for (idx = 0; idx < PT_Lx_PTES(level); idx += 4) {
		ukarch_pte_read(pt_vaddr, level, idx, &a);
		ukarch_pte_read(pt_vaddr, level, idx + 1, &b);
		ukarch_pte_read(pt_vaddr, level, idx + 2, &c);
		ukarch_pte_read(pt_vaddr, level, idx + 3, &d);
		if (PT_Lx_PTE_PRESENT(a, level) | PT_Lx_PTE_PRESENT(b, level) |
		    PT_Lx_PTE_PRESENT(c, level) | PT_Lx_PTE_PRESENT(d, level))
			return 0;
	}
	return 1;
}

int pg_table_add(struct uk_pagetable *pt, __vaddr_t pt_vaddr,
		 unsigned int level, unsigned int idx, __pte_t *pte)
{
	__paddr_t table = pg_table_new(pt);

	if (table == __PADDR_INV)
		return -ENOMEM;
	*pte = ukarch_pte_table(table, level);
	ukarch_pte_write(pt_vaddr, level, idx, *pte);
	return 0;
}

int pg_split(struct uk_pagetable *pt, __vaddr_t vaddr, __vaddr_t pt_vaddr,
	     unsigned int level, __pte_t *pte)
{
	__paddr_t paddr = PT_Lx_PTE_PADDR(*pte, level);
	__pte_t small = ukarch_pte_split(*pte, level);
	__paddr_t table = pg_table_new(pt);
	unsigned int idx;

	if (table == __PADDR_INV)
		return -ENOMEM;
	for (idx = 0; idx < PT_Lx_PTES(level - 1); idx++) {
		ukarch_pte_write(pg_directmap(table), level - 1, idx,
				 PT_Lx_PTE_SET_PADDR(small, level - 1, paddr));
		paddr += PAGE_Lx_SIZE(level - 1);
	}
	idx = PT_Lx_IDX(vaddr, level);
	ukarch_pte_write(pt_vaddr, level, idx, PT_Lx_PTE_INVALID(level));
	ukplat_tlb_flush_range(vaddr, pg_frames(level));
	*pte = ukarch_pte_table(table, level);
	ukarch_pte_write(pt_vaddr, level, idx, *pte);
	return 0;
}

void pg_gather_init(struct pg_gather *g, struct uk_pagetable *pt)
{
	g->pt = pt;
	g->first = __VADDR_MAX;
	g->last = 0;
	g->count = 0;
}

/* Memory that is not the allocator's own (devices, the heap) is just unmapped */
static void release(struct uk_pagetable *pt, __paddr_t paddr,
		    unsigned long frames)
{
	int rc __maybe_unused = pt->fa->ffree(pt->fa, paddr, frames);

	UK_ASSERT(rc == 0 || rc == -ENOENT);
}

void pg_gather_finish(struct pg_gather *g)
{
	unsigned int i;

	if (g->first <= g->last)
		ukplat_tlb_flush_range(g->first,
				       ((g->last - g->first) >> PAGE_SHIFT) +
					       1);
	for (i = 0; i < g->count; i++) {
		if (g->item[i].frames)
			release(g->pt, g->item[i].paddr, g->item[i].frames);
		else
			pg_table_free(g->pt, g->item[i].paddr);
	}
	pg_gather_init(g, g->pt);
}

void pg_gather_page(struct pg_gather *g, __vaddr_t vaddr, unsigned int level)
{
	vaddr = PAGE_Lx_ALIGN_DOWN(vaddr, level);
	g->first = MIN(g->first, vaddr);
	g->last = MAX(g->last, vaddr | (PAGE_Lx_SIZE(level) - 1));
}

static void gather_item(struct pg_gather *g, __paddr_t paddr,
			unsigned long frames)
{
	if (g->count == PG_GATHER_MAX)
		pg_gather_finish(g);
	UK_ASSERT(g->count < PG_GATHER_MAX);
	g->item[g->count].paddr = paddr;
	g->item[g->count].frames = frames;
	g->count++;
}

void pg_gather_frames(struct pg_gather *g, __paddr_t paddr,
		      unsigned long frames)
{
	gather_item(g, paddr, frames);
}

/* Flushing one address also forgets the tables on the way to it */
void pg_gather_table(struct pg_gather *g, __vaddr_t vaddr, __paddr_t paddr)
{
	pg_gather_page(g, vaddr, PAGE_LEVEL);
	gather_item(g, paddr, 0);
}

int pg_check_range(__vaddr_t vaddr, unsigned long pages, unsigned long flags,
		   __vaddr_t *last)
{
	unsigned int level = PAGE_FLAG_SIZE_TO_LEVEL(flags);
	__sz len;

	if (level >= PT_LEVELS || !PAGE_Lx_HAS(level) ||
	    !PAGE_Lx_ALIGNED(vaddr, level) ||
	    __builtin_mul_overflow(pages, PAGE_Lx_SIZE(level), &len) ||
	    !ukarch_vaddr_range_isvalid(vaddr, len))
		return -EINVAL;
	if (!len)
		return 1;
	*last = vaddr + (len - 1);
	return 0;
}

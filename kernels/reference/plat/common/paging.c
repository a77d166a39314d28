/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Whole page tables: the active one, making, copying, freeing, walking; and the
 * direct map. Interface and rules: <uk/plat/paging.h>.
 */
#include <errno.h>
#include <uk/assert.h>
#include <uk/fallocbuddy.h>

#include "paging_internal.h"

static struct uk_pagetable *active;

struct uk_pagetable *ukplat_pt_get_active(void)
{
	return active;
}

int ukplat_pt_set_active(struct uk_pagetable *pt)
{
	ukarch_pt_write_base(pt->pt_pbase);
	active = pt;
	return 0;
}

/* Takes `size` bytes, in whole pages, off the start of a range */
static void *carve(__paddr_t *start, __sz *len, __sz size)
{
	void *mem = (void *)pg_directmap(*start);

	size = PAGE_ALIGN_UP(size);
	*start += size;
	*len -= size;
	return mem;
}

int ukplat_pt_add_mem(struct uk_pagetable *pt, __paddr_t start, __sz len)
{
	__sz meta = uk_fallocbuddy_metadata_size(len >> PAGE_SHIFT);
	void *mem;

	if (!PAGE_ALIGNED(start) || !PAGE_ALIGNED(len))
		return -EINVAL;
	if (len <= PAGE_ALIGN_UP(meta))
		return -ENOMEM;
	mem = carve(&start, &len, meta);
	return pt->fa->addmem(pt->fa, mem, start, len >> PAGE_SHIFT,
			      DIRECTMAP_AREA_START);
}

int ukplat_pt_init(struct uk_pagetable *pt, __paddr_t start, __sz len)
{
	struct uk_fallocbuddy *fb;

	if (!PAGE_ALIGNED(start) || !PAGE_ALIGNED(len))
		return -EINVAL;
	if (len <= PAGE_SIZE)
		return -ENOMEM;
	fb = carve(&start, &len, sizeof(*fb));
	uk_fallocbuddy_init(fb);
	pt->pt_pbase = ukarch_pt_read_base();
	pt->pt_vbase = pg_directmap(pt->pt_pbase);
	pt->fa = &fb->fa;
	pt->nr_pt_pages = 0;
	return ukplat_pt_add_mem(pt, start, len);
}

/* Copies the entries of a table; on an error the copy stays, valid, in part */
static int copy_table(struct uk_pagetable *pt, __vaddr_t to, __vaddr_t from,
		      unsigned int level)
{
	__vaddr_t below;
	unsigned int idx;
	__pte_t pte;
	int rc;

	for (idx = 0; idx < PT_Lx_PTES(level); idx++) {
		ukarch_pte_read(from, level, idx, &pte);
		if (!PT_Lx_PTE_PRESENT(pte, level))
			continue;
		if (PAGE_Lx_IS(pte, level)) {
			ukarch_pte_write(to, level, idx, pte);
			continue;
		}
		below = pg_directmap(PT_Lx_PTE_PADDR(pte, level));
		rc = pg_table_add(pt, to, level, idx, &pte);
		if (rc)
			return rc;
		rc = copy_table(pt,
				pg_directmap(PT_Lx_PTE_PADDR(pte, level)),
				below, level - 1);
		if (rc)
			return rc;
	}
	return 0;
}

int ukplat_pt_clone(struct uk_pagetable *pt, struct uk_pagetable *pt_src,
		    unsigned long flags)
{
	int rc;

	pt->fa = pt_src->fa;
	pt->nr_pt_pages = 0;
	pt->pt_pbase = pg_table_new(pt);
	if (pt->pt_pbase == __PADDR_INV)
		return -ENOMEM;
	pt->pt_vbase = pg_directmap(pt->pt_pbase);
	if (flags & PAGE_FLAG_CLONE_NEW)
		return 0;
	rc = copy_table(pt, pt->pt_vbase, pt_src->pt_vbase, PT_LEVELS - 1);
	if (rc)
		ukplat_pt_free(pt, PAGE_FLAG_KEEP_FRAMES);
	return rc;
}

int ukplat_pt_free(struct uk_pagetable *pt, unsigned long flags)
{
	if (pt == active)
		return -EBUSY;
	pg_unmap_all(pt, flags & PAGE_FLAG_KEEP_FRAMES);
	pg_table_free(pt, pt->pt_pbase);
	return 0;
}

int ukplat_pt_walk(struct uk_pagetable *pt, __vaddr_t vaddr,
		   unsigned int *level, __vaddr_t *pt_vaddr, __pte_t *pte)
{
	unsigned int stop = level ? *level : PAGE_LEVEL;
	unsigned int lvl = PT_LEVELS - 1;
	__vaddr_t table = pt->pt_vbase;
	__pte_t entry;

	if (!ukarch_vaddr_range_isvalid(vaddr, 0) || stop >= PT_LEVELS)
		return -EINVAL;
	for (;;) {
		ukarch_pte_read(table, lvl, PT_Lx_IDX(vaddr, lvl), &entry);
		if (lvl == stop || !PT_Lx_PTE_PRESENT(entry, lvl) ||
		    PAGE_Lx_IS(entry, lvl))
			break;
		table = pg_directmap(PT_Lx_PTE_PADDR(entry, lvl));
		lvl--;
	}
	if (level)
		*level = lvl;
	if (pt_vaddr)
		*pt_vaddr = table;
	if (pte)
		*pte = entry;
	return 0;
}

__vaddr_t ukplat_page_kmap(struct uk_pagetable *pt __unused, __paddr_t paddr,
			   unsigned long pages, unsigned long flags)
{
	__sz size = PAGE_Lx_SIZE(PAGE_FLAG_SIZE_TO_LEVEL(flags));

	if (paddr >= DIRECTMAP_AREA_SIZE ||
	    pages > (DIRECTMAP_AREA_SIZE - paddr) / size)
		return __VADDR_INV;
	return pg_directmap(paddr);
}

void ukplat_page_kunmap(struct uk_pagetable *pt __unused,
			__vaddr_t vaddr __unused, unsigned long pages __unused,
			unsigned long flags __unused)
{
	/* The direct map stays */
}

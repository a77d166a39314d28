/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory tags of areas that are mapped with them. A frame has tag 0 while it is
 * in nobody's area: that is how the next one gets it, and who maps it without tags
 * never knows. So it leaves an area so, too.
 */
#include <uk/arch/memtag.h>

#include "internal.h"

/* Writing tags needs the right to write */
static void clear_page(struct uk_pagetable *pt, __vaddr_t page)
{
	unsigned int level = PAGE_LEVEL;
	unsigned long attr;
	__pte_t pte;

	if (ukplat_pt_walk(pt, page, &level, __NULL, &pte) ||
	    !PT_Lx_PTE_PRESENT(pte, level))
		return;
	attr = ukarch_pte_attr(pte, level);
	if (!(attr & PAGE_ATTR_PROT_WRITE) &&
	    ukplat_page_set_attr(pt, page, 1, attr | PAGE_ATTR_PROT_RW, 0))
		return;
	ukarch_memtag_set((void *)page, PAGE_SIZE);
}

void vma_clear_tags(const struct uk_vma *vma, __vaddr_t vaddr, __sz len)
{
	__vaddr_t page;

	if (!ukarch_memtag_enabled() ||
	    (vma->attr & PAGE_ATTR_TYPE_MASK) != PAGE_ATTR_TYPE_NORMAL_WB_TAGGED)
		return;
	for (page = vaddr; page < vaddr + len; page += PAGE_SIZE)
		clear_page(vma->vas->pt, page);
}

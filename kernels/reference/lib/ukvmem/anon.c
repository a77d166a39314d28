/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Anonymous memory: frames from the page table's allocator.
 */
#include <errno.h>
#include <string.h>

#include "internal.h"

int vma_op_fault_anon(struct uk_vma *vma, struct uk_vm_fault *fault)
{
	struct uk_pagetable *pt = vma->vas->pt;
	__paddr_t paddr = __PADDR_ANY;
	__vaddr_t vaddr;

	if (pt->fa->falloc(pt->fa, &paddr, fault->len >> PAGE_SHIFT,
			   FALLOC_FLAG_ALIGNED))
		return -ENOMEM;
	if (!(vma->flags & UK_VMA_FLAG_UNINITIALIZED)) {
		vaddr = ukplat_page_kmap(pt, paddr, 1,
					 PAGE_FLAG_SIZE(fault->level));
		memset((void *)vaddr, 0, fault->len);
		ukplat_page_kunmap(pt, vaddr, 1, PAGE_FLAG_SIZE(fault->level));
	}
	fault->paddr = paddr;
	return 0;
}

int vma_op_unmap_free(struct uk_vma *vma, __vaddr_t vaddr, __sz len)
{
	int rc;

	vma_clear_tags(vma, vaddr, len);
	rc = ukplat_page_unmap(vma->vas->pt, vaddr, len >> PAGE_SHIFT, 0);
	UK_ASSERT(rc == 0);
	return rc;
}

int vma_op_set_attr(struct uk_vma *vma, unsigned long attr)
{
	if ((vma->attr ^ attr) & PAGE_ATTR_TYPE_MASK)
		vma_clear_tags(vma, vma->start, uk_vma_len(vma));
	return ukplat_page_set_attr(vma->vas->pt, vma->start,
				    uk_vma_len(vma) >> PAGE_SHIFT, attr, 0);
}

int vma_op_advise_anon(struct uk_vma *vma, __vaddr_t vaddr, __sz len,
		       unsigned long advice)
{
	if (advice & UK_VMA_ADV_DONTNEED)
		vma_op_unmap_free(vma, vaddr, len);
	if (advice & UK_VMA_ADV_WILLNEED)
		return vma_populate(vma, vaddr, len);
	return 0;
}

const struct uk_vma_ops uk_vma_anon_ops = {
	.fault = vma_op_fault_anon,
	.unmap = vma_op_unmap_free,
	.set_attr = vma_op_set_attr,
	.advise = vma_op_advise_anon,
};

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Given physical memory, which is mapped but never allocated or freed here.
 */
#include <errno.h>

#include "internal.h"

struct vma_dma {
	struct uk_vma base;
	__paddr_t paddr; /* of base.start */
};

static struct vma_dma *to_dma(struct uk_vma *vma)
{
	return __containerof(vma, struct vma_dma, base);
}

static int dma_alloc(struct uk_vas *vas, __paddr_t paddr, struct uk_vma **vma)
{
	struct vma_dma *dma = uk_malloc(vas->a, sizeof(*dma));

	if (!dma)
		return -ENOMEM;
	dma->paddr = paddr;
	*vma = &dma->base;
	return 0;
}

static int dma_new(struct uk_vas *vas, __vaddr_t vaddr __unused, __sz len,
		   void *data, unsigned long attr __unused,
		   unsigned long *flags, struct uk_vma **vma)
{
	const struct uk_vma_dma_args *args = data;
	unsigned int order = UK_VMA_MAP_SIZE_TO_ORDER(*flags);
	__sz align = order ? 1UL << order : PAGE_SIZE;

	if (!IS_ALIGNED(args->paddr, align) ||
	    !ukarch_paddr_range_isvalid(args->paddr, len))
		return -EINVAL;
	return dma_alloc(vas, args->paddr, vma);
}

static int dma_fault(struct uk_vma *vma, struct uk_vm_fault *fault)
{
	fault->paddr = to_dma(vma)->paddr + (fault->vbase - vma->start);
	return 0;
}

static int dma_unmap(struct uk_vma *vma, __vaddr_t vaddr, __sz len)
{
	return ukplat_page_unmap(vma->vas->pt, vaddr, len >> PAGE_SHIFT,
				 PAGE_FLAG_KEEP_FRAMES);
}

static int dma_split(struct uk_vma *vma, __vaddr_t vaddr,
		     struct uk_vma **new_vma)
{
	return dma_alloc(vma->vas, to_dma(vma)->paddr + (vaddr - vma->start),
			 new_vma);
}

static int dma_merge(struct uk_vma *vma, struct uk_vma *next)
{
	return to_dma(vma)->paddr + uk_vma_len(vma) == to_dma(next)->paddr ?
		       0 :
		       -EPERM;
}

static int dma_advise(struct uk_vma *vma, __vaddr_t vaddr, __sz len,
		      unsigned long advice)
{
	if (advice & UK_VMA_ADV_WILLNEED)
		return vma_populate(vma, vaddr, len);
	return 0;
}

const struct uk_vma_ops uk_vma_dma_ops = {
	.new = dma_new,
	.fault = dma_fault,
	.unmap = dma_unmap,
	.split = dma_split,
	.merge = dma_merge,
	.set_attr = vma_op_set_attr,
	.advise = dma_advise,
};

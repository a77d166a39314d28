/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Stacks: anonymous memory between guard pages, in one area that stays whole.
 */
#include <errno.h>

#include "internal.h"

static int stack_fault(struct uk_vma *vma, struct uk_vm_fault *fault)
{
	if (fault->vbase < vma->start + UK_VMA_STACK_BOTTOM_GUARD_SIZE ||
	    fault->vbase >= vma->end - UK_VMA_STACK_TOP_GUARD_SIZE)
		return -EFAULT;
	return vma_op_fault_anon(vma, fault);
}

static int stack_split(struct uk_vma *vma __unused, __vaddr_t vaddr __unused,
		       struct uk_vma **new_vma __unused)
{
	return -EPERM;
}

static int stack_merge(struct uk_vma *vma __unused,
		       struct uk_vma *next __unused)
{
	return -EPERM;
}

const struct uk_vma_ops uk_vma_stack_ops = {
	.fault = stack_fault,
	.unmap = vma_op_unmap_free,
	.split = stack_split,
	.merge = stack_merge,
	.set_attr = vma_op_set_attr,
	.advise = vma_op_advise_anon,
};

int uk_vma_map_stack(struct uk_vas *vas, __vaddr_t *vaddr, __sz len,
		     unsigned long flags, const char *name, __sz premapped_len)
{
	__sz area_len = len + UK_VMA_STACK_GUARDS_SIZE;
	__vaddr_t area = *vaddr;
	int rc;

	if (flags & UK_VMA_MAP_POPULATE)
		premapped_len = len;
	flags &= ~UK_VMA_MAP_POPULATE;
	if (!len || area_len < len || !PAGE_ALIGNED(premapped_len) ||
	    premapped_len > len || UK_VMA_MAP_SIZE_TO_ORDER(flags))
		return -EINVAL;
	rc = uk_vma_map(vas, &area, area_len, PAGE_ATTR_PROT_RW, flags, name,
			&uk_vma_stack_ops, __NULL);
	if (rc)
		return rc;
	if (premapped_len)
		rc = uk_vma_advise(vas,
				   area + area_len -
					   UK_VMA_STACK_TOP_GUARD_SIZE -
					   premapped_len,
				   premapped_len, UK_VMA_ADV_WILLNEED, 0);
	if (rc) {
		uk_vma_unmap(vas, area, area_len, 0);
		return rc;
	}
	*vaddr = area + UK_VMA_STACK_BOTTOM_GUARD_SIZE;
	return 0;
}

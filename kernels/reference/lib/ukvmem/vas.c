/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Address spaces, and the kernel's own: in the beginning it has reservations
 * for what ukplat_paging_init() mapped.
 */
#include <errno.h>
#include <uk/assert.h>
#include <uk/init.h>
#include <uk/plat/memory.h>

#include "internal.h"

/* Above all memory that is mapped at its physical address */
#define VMA_BASE 0x0000010000000000UL

static struct uk_vas kernel_vas;
static struct uk_vas *active;

unsigned long vas_lock(struct uk_vas *vas)
{
	unsigned long flags;

	uk_spin_lock_irqsave(&vas->lock, flags);
	UK_WRITE_ONCE(vas->lock_owner, ukplat_lcpu_idx());
	return flags;
}

void vas_unlock(struct uk_vas *vas, unsigned long flags)
{
	UK_WRITE_ONCE(vas->lock_owner, UK_VAS_NO_OWNER);
	uk_spin_unlock_irqrestore(&vas->lock, flags);
}

int vas_is_mine(const struct uk_vas *vas)
{
	return UK_READ_ONCE(vas->lock_owner) == ukplat_lcpu_idx();
}

struct uk_vas *uk_vas_get_active(void)
{
	return active;
}

int uk_vas_set_active(struct uk_vas *vas)
{
	int rc = ukplat_pt_set_active(vas->pt);

	if (!rc)
		active = vas;
	return rc;
}

int uk_vas_init(struct uk_vas *vas, struct uk_pagetable *pt, struct uk_alloc *a)
{
	vas->a = a;
	vas->pt = pt;
	vas->vma_base = VMA_BASE;
	vas->first = __NULL;
	vas->last = __NULL;
	uk_spin_init(&vas->lock);
	vas->lock_owner = UK_VAS_NO_OWNER;
	return 0;
}

void uk_vas_destroy(struct uk_vas *vas)
{
	unsigned long irqf;

	irqf = vas_lock(vas);
	while (vas->first)
		vma_remove(vas->first);
	vas_unlock(vas, irqf);
}

const struct uk_vma *uk_vma_find(struct uk_vas *vas, __vaddr_t vaddr)
{
	const struct uk_vma *vma;
	unsigned long irqf;

	irqf = vas_lock(vas);
	vma = vma_at_or_above(vas, vaddr);
	if (vma && vma->start > vaddr)
		vma = __NULL;
	vas_unlock(vas, irqf);
	return vma;
}

/* Regions that share a page with an earlier one are covered by it in part */
static int reserve_region(const struct ukplat_memregion_desc *mrd)
{
	__vaddr_t start = PAGE_ALIGN_DOWN(mrd->vbase);
	__sz len = PAGE_ALIGN_UP(mrd->vbase + mrd->len) - start;
	int rc;

	rc = uk_vma_reserve_ex(&kernel_vas, &start, len,
			       ukplat_memregion_attr(mrd) & PAGE_ATTR_PROT_MASK,
			       0, mrd->name);
	return rc == -EEXIST ? 0 : rc;
}

static int vmem_init(struct uk_init_ctx *ictx __unused)
{
	__vaddr_t directmap = DIRECTMAP_AREA_START;
	struct ukplat_memregion_desc *mrd;
	int rc;

	uk_vas_init(&kernel_vas, ukplat_pt_get_active(),
		    uk_alloc_get_default());
	ukplat_memregion_foreach(&mrd, UKPLAT_MEMRT_ANY, UKPLAT_MEMRF_MAP) {
		rc = reserve_region(mrd);
		if (rc)
			return rc;
	}
	/* Without its last page: no area ends at 2^64 */
	rc = uk_vma_reserve_ex(&kernel_vas, &directmap,
			       DIRECTMAP_AREA_SIZE - PAGE_SIZE,
			       PAGE_ATTR_PROT_RW, 0, "directmap");
	return rc ? rc : uk_vas_set_active(&kernel_vas);
}

uk_early_initcall_prio(vmem_init, 0, 2);

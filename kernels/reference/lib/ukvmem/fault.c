/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Page faults: finds the area, checks the right, asks the area for frames and
 * maps them. The same path maps pages in advance.
 */
#include <errno.h>
#include <uk/asm/trap.h>
#include <uk/event.h>

#include "internal.h"

/* What the mapper needs to know */
struct fault_ctx {
	struct uk_vma *vma;
	__vaddr_t vaddr; /* of the access; not used if SOFT */
	unsigned int type;
	struct __regs *regs;
};

static int fault_mapper(struct uk_pagetable *pt __unused, __vaddr_t vaddr,
			__vaddr_t pt_vaddr, unsigned int level, __pte_t *pte,
			void *user)
{
	const struct fault_ctx *ctx = user;
	struct uk_vm_fault fault = {
		.vaddr = ctx->type & UK_VMA_FAULT_SOFT ? vaddr : ctx->vaddr,
		.vbase = vaddr,
		.len = PAGE_Lx_SIZE(level),
		.paddr = __PADDR_INV,
		.type = ctx->type,
		.pte = *pte,
		.level = level,
		.regs = ctx->regs,
	};
	__pte_t old;
	int rc;

	ukarch_pte_read(pt_vaddr, level, PT_Lx_IDX(vaddr, level), &old);
	if (PT_Lx_PTE_PRESENT(old, level))
		return UKPLAT_PAGE_MAPX_ESKIP;
	rc = ctx->vma->ops->fault(ctx->vma, &fault);
	if (rc)
		return rc;
	*pte = PT_Lx_PTE_SET_PADDR(fault.pte, level, fault.paddr);
	return 0;
}

static int map_pages(struct fault_ctx *ctx, __vaddr_t vaddr, __sz len)
{
	unsigned int level = vma_level(ctx->vma);
	struct ukplat_page_mapx mapx = { fault_mapper, ctx };

	if (!ctx->vma->ops->fault)
		return -EFAULT;
	return ukplat_page_mapx(ctx->vma->vas->pt, vaddr, 0,
				len >> PAGE_Lx_SHIFT(level), ctx->vma->attr,
				PAGE_FLAG_SIZE(level) | PAGE_FLAG_FORCE_SIZE,
				&mapx);
}

int vma_populate(struct uk_vma *vma, __vaddr_t vaddr, __sz len)
{
	struct fault_ctx ctx = {
		.vma = vma,
		.type = UK_VMA_FAULT_READ | UK_VMA_FAULT_SOFT,
	};

	return vma->ops->fault ? map_pages(&ctx, vaddr, len) : 0;
}

/* Rights that an access needs; what can be written or executed can be read */
static int allows(unsigned long attr, unsigned int type)
{
	switch (type & UK_VMA_FAULT_ACCESSTYPE) {
	case UK_VMA_FAULT_WRITE:
		return !!(attr & PAGE_ATTR_PROT_WRITE);
	case UK_VMA_FAULT_EXEC:
		return !!(attr & PAGE_ATTR_PROT_EXEC);
	default:
		return !!(attr & PAGE_ATTR_PROT_MASK);
	}
}

/*
 * The page is mapped after all: another CPU was faster, or this one remembered
 * an older entry. If the entry does not allow what the area does, somebody has
 * changed it behind our back, and trying again would fault for ever.
 * @return 1 not mapped; 0 go on; -EFAULT
 */
static int check_mapped(struct fault_ctx *ctx)
{
	unsigned int level = PAGE_LEVEL;
	__pte_t pte;

	if (ukplat_pt_walk(ctx->vma->vas->pt, ctx->vaddr, &level, __NULL,
			   &pte) ||
	    !PT_Lx_PTE_PRESENT(pte, level))
		return 1;
	if (!allows(ukarch_pte_attr(pte, level), ctx->type))
		return -EFAULT;
	ukarch_tlb_flush_entry(ctx->vaddr);
	return 0;
}

static int resolve(struct uk_vas *vas, struct fault_ctx *ctx)
{
	__sz size;
	int rc;

	ctx->vma = vma_at_or_above(vas, ctx->vaddr);
	if (!ctx->vma || ctx->vma->start > ctx->vaddr)
		return -EFAULT;
	if (!allows(ctx->vma->attr, ctx->type))
		return -EFAULT;
	rc = check_mapped(ctx);
	if (rc <= 0)
		return rc;
	size = PAGE_Lx_SIZE(vma_level(ctx->vma));
	return map_pages(ctx, ALIGN_DOWN(ctx->vaddr, size), size);
}

static int page_fault(void *data)
{
	struct ukarch_trap_ctx *trap = data;
	struct uk_vas *vas = uk_vas_get_active();
	struct fault_ctx ctx = {
		.vaddr = trap->fault_address,
		.type = trap->is_exec  ? UK_VMA_FAULT_EXEC :
			trap->is_write ? UK_VMA_FAULT_WRITE :
					 UK_VMA_FAULT_READ,
		.regs = trap->regs,
	};
	unsigned long irqf;
	int rc;

	if (!vas || vas_is_mine(vas))
		return UK_EVENT_NOT_HANDLED;
	irqf = vas_lock(vas);
	rc = resolve(vas, &ctx);
	vas_unlock(vas, irqf);
	return rc ? UK_EVENT_NOT_HANDLED : UK_EVENT_HANDLED;
}

UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_PAGE_FAULT, page_fault, 4);

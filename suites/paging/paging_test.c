/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Helpers of the suite, described in paging_test.h, and its registration.
 */
#include <string.h>

#include "paging_test.h"

struct uk_pagetable pt;

/* An allocator that fails once its budget is used up */
static struct {
	struct uk_falloc fa;
	struct uk_falloc *real;
	unsigned long budget;
	__sz free_before;
} scarce;

static int scarce_falloc(struct uk_falloc *fa __unused, __paddr_t *paddr,
			 unsigned long frames, unsigned long flags)
{
	if (!scarce.budget) {
		*paddr = __PADDR_INV;
		return -ENOMEM;
	}
	scarce.budget--;
	return scarce.real->falloc(scarce.real, paddr, frames, flags);
}

static int scarce_ffree(struct uk_falloc *fa __unused, __paddr_t paddr,
			unsigned long frames)
{
	return scarce.real->ffree(scarce.real, paddr, frames);
}

int pt_begin(void)
{
	int rc;

	scarce.real = ukplat_pt_get_active()->fa;
	scarce.free_before = scarce.real->free_memory;
	scarce.fa.falloc = scarce_falloc;
	scarce.fa.ffree = scarce_ffree;
	pt_allow_all();
	/* What a clone does not set is not zero by luck */
	memset(&pt, 0xa5, sizeof(pt));
	rc = ukplat_pt_clone(&pt, ukplat_pt_get_active(), PAGE_FLAG_CLONE_NEW);
	pt.fa = &scarce.fa;
	return rc;
}

__ssz pt_end(void)
{
	int rc = ukplat_pt_free(&pt, 0);

	if (rc)
		return rc;
	return (__ssz)(scarce.free_before - scarce.real->free_memory);
}

void pt_allow(unsigned long allocations)
{
	scarce.budget = allocations;
}

void pt_allow_all(void)
{
	scarce.budget = ~0UL;
}

unsigned long pt_taken(void)
{
	return ((scarce.free_before - scarce.real->free_memory) >>
		PAGE_SHIFT) - 1;
}

static int find(struct uk_pagetable *in, __vaddr_t vaddr, unsigned int *level,
		__pte_t *pte)
{
	*level = PAGE_LEVEL;
	return !ukplat_pt_walk(in, vaddr, level, NULL, pte) &&
	       PT_Lx_PTE_PRESENT(*pte, *level) && PAGE_Lx_IS(*pte, *level);
}

int level_in(struct uk_pagetable *in, __vaddr_t vaddr)
{
	unsigned int level;
	__pte_t pte;

	return find(in, vaddr, &level, &pte) ? (int)level : -1;
}

__paddr_t paddr_in(struct uk_pagetable *in, __vaddr_t vaddr)
{
	unsigned int level;
	__pte_t pte;

	if (!find(in, vaddr, &level, &pte))
		return __PADDR_INV;
	return PT_Lx_PTE_PADDR(pte, level) +
	       (vaddr & (PAGE_Lx_SIZE(level) - 1));
}

unsigned long attr_in(struct uk_pagetable *in, __vaddr_t vaddr)
{
	unsigned int level;
	__pte_t pte;

	return find(in, vaddr, &level, &pte) ? uk_test_rights(pte, level) :
					       ~0UL;
}

unsigned long count_linear(__vaddr_t vaddr, unsigned long pages)
{
	unsigned long i, n = 0;

	for (i = 0; i < pages; i++, vaddr += PAGE_SIZE)
		n += paddr_in(&pt, vaddr) == PBASE + (vaddr - BASE);
	return n;
}

uk_testsuite_register(paging, NULL);

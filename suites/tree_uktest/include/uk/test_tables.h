/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Page tables of a kernel of somebody else, read through the interface that all
 * releases have.
 */
#ifndef __UK_TEST_TABLES_H__
#define __UK_TEST_TABLES_H__

#include <uk/alloc.h>
#include <uk/plat/paging.h>

#ifndef PAGE_ATTR_PROT_RX
#define PAGE_ATTR_PROT_RX (PAGE_ATTR_PROT_READ | PAGE_ATTR_PROT_EXEC)
#endif

static inline unsigned long uk_test_tables_below(struct uk_pagetable *pt,
						 __vaddr_t table,
						 unsigned int level)
{
	unsigned long tables = 1;
	unsigned int idx;
	__pte_t pte;

	for (idx = 0; level > PAGE_LEVEL && idx < PT_Lx_PTES(level); idx++) {
		ukarch_pte_read(table, level, idx, &pte);
		if (!PT_Lx_PTE_PRESENT(pte, level) || PAGE_Lx_IS(pte, level))
			continue;
		tables += uk_test_tables_below(
			pt,
			ukplat_page_kmap(pt, PT_Lx_PTE_PADDR(pte, level), 1, 0),
			level - 1);
	}
	return tables;
}

/** @return tables in use, the top table included */
static inline unsigned long uk_test_tables(struct uk_pagetable *pt)
{
	return uk_test_tables_below(pt, pt->pt_vbase, PT_LEVELS - 1);
}

/** @return PAGE_ATTR_PROT_* of a page: Intel SDM 3A 4.5.4, Arm DDI 0487 D8.4 */
static inline unsigned long uk_test_rights(__pte_t pte, unsigned int level)
{
	unsigned long rights = PAGE_ATTR_PROT_NONE;

	if (!PT_Lx_PTE_PRESENT(pte, level))
		return rights;
	rights |= PAGE_ATTR_PROT_READ;
#ifdef __x86_64__
	rights |= pte & 2 ? PAGE_ATTR_PROT_WRITE : 0;
	rights |= pte >> 63 ? 0 : PAGE_ATTR_PROT_EXEC;
#else
	rights |= pte & (1UL << 7) ? 0 : PAGE_ATTR_PROT_WRITE;
	rights |= pte & (3UL << 53) ? 0 : PAGE_ATTR_PROT_EXEC;
#endif
	return rights;
}

/** @return 0: released kernels count them only where they are asked to */
static inline __s64
uk_test_allocs(const struct uk_alloc *a __attribute__((unused)))
{
	return 0;
}

/** Released kernels promise less: nothing is wrong with one that breaks it. */
#define UK_TEST_OWN_RULE(rule)                                                 \
	UK_TEST_SKIP("released kernels do not promise that " rule)

#endif /* __UK_TEST_TABLES_H__ */

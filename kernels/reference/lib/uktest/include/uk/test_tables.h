/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a case sees of page tables and of who pays for them, beyond the interface
 * that all kernels have.
 */
#ifndef __UK_TEST_TABLES_H__
#define __UK_TEST_TABLES_H__

#include <uk/alloc.h>
#include <uk/plat/paging.h>

/** @return tables in use, the top table included */
static inline unsigned long uk_test_tables(const struct uk_pagetable *pt)
{
	return pt->nr_pt_pages;
}

/** @return PAGE_ATTR_* of a page */
static inline unsigned long uk_test_rights(__pte_t pte, unsigned int level)
{
	return ukarch_pte_attr(pte, level);
}

/** @return allocations that were not freed yet; 0 where nobody counts them */
static inline __s64 uk_test_allocs(const struct uk_alloc *a)
{
	return a->stats.cur_nb_allocs;
}

/** A case that holds this kernel to more than the interface it shares with others. */
#define UK_TEST_OWN_RULE(rule)                                                 \
	do {                                                                   \
	} while (0)

#endif /* __UK_TEST_TABLES_H__ */

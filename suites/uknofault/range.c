/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Helpers of the suite, described in nofault_test.h, and its registration.
 */
#include "nofault_test.h"

static int make_page(__vaddr_t vaddr, char kind)
{
	unsigned long flags = kind == 'd' ? 0 : UK_VMA_MAP_POPULATE;
	unsigned long attr = PAGE_ATTR_PROT_RW;

	if (kind == '-')
		return 0;
	if (kind == 'r')
		attr = PAGE_ATTR_PROT_READ;
	if (kind == 'n')
		attr = PAGE_ATTR_PROT_NONE;
	return uk_vma_map_anon(uk_vas_get_active(), &vaddr, PAGE_SIZE, attr,
			       flags, NULL);
}

int range_make(const char *pages)
{
	__vaddr_t vaddr = BASE;
	int rc = 0;

	range_clear();
	for (; *pages && !rc; pages++, vaddr += PAGE_SIZE)
		rc = make_page(vaddr, *pages);
	return rc;
}

void range_clear(void)
{
	uk_vma_unmap(uk_vas_get_active(), BASE, PAGE_HUGE_SIZE, 0);
}

int may_write(__vaddr_t vaddr)
{
	unsigned int level = PAGE_LEVEL;
	__pte_t pte;

	if (ukplat_pt_walk(uk_vas_get_active()->pt, vaddr, &level, NULL, &pte))
		return 0;
	return !!(uk_test_rights(pte, level) & PAGE_ATTR_PROT_WRITE);
}

__sz free_memory(void)
{
	return uk_vas_get_active()->pt->fa->free_memory;
}

__sz count_bytes(const char *p, __sz len, char c)
{
	__sz i, n = 0;

	for (i = 0; i < len; i++)
		n += p[i] == c;
	return n;
}

uk_testsuite_register(uknofault, NULL);

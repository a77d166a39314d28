/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Bits of page table entries that no emulator obeys: memory is shared by all CPUs,
 * and nothing of the kernel's may be executed by programs. Arm ARM (DDI 0487)
 * D8.5.2 (SH), D8.4.1 (UXN).
 */
#include <uk/alloc.h>
#include <uk/arch/memtag.h>
#include <uk/essentials.h>
#include <uk/plat/paging.h>
#include <uk/test.h>

static const char constant = 'c';
static char data = 'd';

static __pte_t entry_of(const void *at)
{
	unsigned int level = PAGE_LEVEL;
	__pte_t pte = 0;

	(void)ukplat_pt_walk(ukplat_pt_get_active(), (__vaddr_t)at, &level,
			     NULL, &pte);
	return pte;
}

UK_TESTCASE(protect, arm64_entries_say_who_shares_them)
{
	char *heap = uk_malloc(uk_alloc_get_default(), 16);
	const void *places[] = { (const void *)&entry_of, &constant, &data,
				 (void *)ukarch_memtag_strip((__uptr)heap) };
	const __pte_t want = PTE_AF | PTE_SH_INNER | PTE_UXN;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(places); i++)
		UK_TEST_EXPECTF((entry_of(places[i]) & want) == want,
				"entry of %p: 0x%lx, expected 0x%lx set",
				places[i], entry_of(places[i]), want);
	uk_free(uk_alloc_get_default(), heap);
}

/* The hardware lets everybody read who may write or execute */
UK_TESTCASE(protect, arm64_entries_remember_the_rights_as_given)
{
	unsigned long attr;

	for (attr = 0; attr <= PAGE_ATTR_PROT_RWX; attr++)
		UK_TEST_EXPECT_SNUM_EQ(
			ukarch_pte_attr(ukarch_pte_page(0, attr, PAGE_LEVEL),
					PAGE_LEVEL), attr);
}

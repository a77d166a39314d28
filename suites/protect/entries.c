/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Page table entries beside what a CPU makes of them.
 */
#include <uk/essentials.h>
#include <uk/plat/paging.h>
#include <uk/test.h>

/* A physical address that each size of page may have */
#define PADDR 0x0000001000000000UL

/* The bits that tell a large page have another meaning in a small one's entry */
UK_TESTCASE(protect, part_of_a_split_page_is_a_page_like_others)
{
	static const unsigned long attrs[] = {
		PAGE_ATTR_PROT_NONE, PAGE_ATTR_PROT_READ, PAGE_ATTR_PROT_RX,
		PAGE_ATTR_PROT_RW, PAGE_ATTR_PROT_RW | PAGE_ATTR_TYPE_DEVICE,
	};
	unsigned int level, i;

	for (level = 1; level < 3; level++)
		for (i = 0; i < ARRAY_SIZE(attrs); i++)
			UK_TEST_EXPECT_SNUM_EQ(
				ukarch_pte_split(ukarch_pte_page(PADDR, attrs[i],
								 level),
						 level),
				ukarch_pte_page(PADDR, attrs[i], level - 1));
}

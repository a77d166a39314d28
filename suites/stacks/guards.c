/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A handler that runs over its stack must fault, on every CPU: there is a page
 * below that is not mapped.
 */
#include <string.h>
#include <uk/arch/paging.h>
#include <uk/plat/memory.h>
#include <uk/plat/paging.h>
#include <uk/test_cpus.h>

#include "guards.h"
#include "handler.h"

static struct {
	__vaddr_t guard[GUARDS_MAX];
	unsigned int count;
} found[CPUS_MAX];

static void find_here(struct __regs *regs __unused, void *arg __unused)
{
	__lcpuidx self = ukplat_lcpu_idx();

	found[self].count = stacks_guards(found[self].guard);
}

static int is_mapped(__vaddr_t page)
{
	unsigned int level = PAGE_LEVEL;
	__pte_t pte;

	return ukplat_pt_walk(ukplat_pt_get_active(), page, &level, NULL,
			      &pte) ||
	       PT_Lx_PTE_PRESENT(pte, level);
}

/* @return pages that are below two stacks, of one CPU or of two */
static unsigned int shared_guards(void)
{
	unsigned int all = ukplat_lcpu_count() * GUARDS_MAX;
	unsigned int i, k, shared = 0;

	for (i = 0; i < all; i++)
		for (k = 0; k < i; k++) {
			__vaddr_t page = found[i / GUARDS_MAX].guard[i % GUARDS_MAX];

			shared += page && page == found[k / GUARDS_MAX]
							  .guard[k % GUARDS_MAX];
		}
	return shared;
}

UK_TESTCASE(stacks, guard_pages_of_every_cpu_are_not_mapped)
{
	unsigned int cpus = uk_test_cpus(), asked = 0, i, k;

	memset(found, 0, sizeof(found));
	UK_TEST_EXPECT_ZERO(uk_test_on_all_cpus(find_here, NULL));
	for (i = 0; i < ukplat_lcpu_count(); i++) {
		asked += found[i].count > 0;
		for (k = 0; k < found[i].count; k++)
			UK_TEST_EXPECTF(!is_mapped(found[i].guard[k]),
					"CPU %u, guard page %u of %u: 0x%lx",
					i, k + 1, found[i].count,
					found[i].guard[k]);
	}
	UK_TEST_EXPECT_SNUM_EQ(asked, cpus);
	UK_TEST_EXPECT_ZERO(shared_guards());
}

/* The stack of the first CPU, where the kernel comes up and suites run */
UK_TESTCASE(stacks, guard_page_of_the_boot_stack_is_not_mapped)
{
	struct ukplat_memregion_desc *mrd;
	unsigned int stacks = 0;

	ukplat_memregion_foreach(&mrd, UKPLAT_MEMRT_STACK, UKPLAT_MEMRF_WRITE) {
		__vaddr_t below = PAGE_ALIGN_DOWN(mrd->vbase) - PAGE_SIZE;

		stacks++;
		UK_TEST_EXPECTF(!is_mapped(below), "page 0x%lx below the stack",
				below);
	}
	UK_TEST_EXPECT_SNUM_EQ(stacks, 1);
}

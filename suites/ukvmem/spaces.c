/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Address spaces besides the kernel's own.
 */
#include "vmem_test.h"

static struct uk_pagetable pt;
static struct uk_vas space;

static int is_mapped(struct uk_pagetable *in, __vaddr_t vaddr)
{
	unsigned int level = PAGE_LEVEL;
	__pte_t pte;

	return !ukplat_pt_walk(in, vaddr, &level, NULL, &pte) &&
	       PT_Lx_PTE_PRESENT(pte, level);
}

UK_TESTCASE(ukvmem, another_space_is_empty_and_separate)
{
	struct vm_state s = vm_state();
	__vaddr_t vaddr = BASE;

	UK_TEST_EXPECT_ZERO(
		ukplat_pt_clone(&pt, vas()->pt, PAGE_FLAG_CLONE_NEW));
	UK_TEST_EXPECT_ZERO(uk_vas_init(&space, &pt, vas()->a));
	UK_TEST_EXPECT_NULL(uk_vma_first(&space));
	UK_TEST_EXPECT_NULL(uk_vma_last(&space));
	UK_TEST_EXPECT_ZERO(uk_vma_map_anon(&space, &vaddr, PAGES(4), RW,
					    UK_VMA_MAP_POPULATE, NULL));
	UK_TEST_EXPECT(is_mapped(&pt, BASE));
	UK_TEST_EXPECT(is_mapped(&pt, BASE + PAGES(3)));
	UK_TEST_EXPECT_ZERO(vm_mapped(BASE, 4));
	UK_TEST_EXPECT_NULL(uk_vma_find(vas(), BASE));
	EXPECT_READABLE(BASE, 1, 0, 0);
	/* behind the last area there is nothing but holes */
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_unmap(&space, BASE, PAGES(5),
					    UK_VMA_FLAG_STRICT_VMA_CHECK),
			       -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_set_attr(&space, BASE + PAGES(4),
					       PAGES(1), RO,
					       UK_VMA_FLAG_STRICT_VMA_CHECK),
			       -ENOENT);
	uk_vas_destroy(&space);
	UK_TEST_EXPECT_NULL(uk_vma_first(&space));
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 1);
	UK_TEST_EXPECT_ZERO(ukplat_pt_free(&pt, 0));
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, destroy_frees_all_areas)
{
	struct vm_state s = vm_state();
	__vaddr_t a = BASE, b = BASE + PAGES(8), c = BASE + PAGE_LARGE_SIZE;

	UK_TEST_EXPECT_ZERO(
		ukplat_pt_clone(&pt, vas()->pt, PAGE_FLAG_CLONE_NEW));
	UK_TEST_EXPECT_ZERO(uk_vas_init(&space, &pt, vas()->a));
	UK_TEST_EXPECT_ZERO(uk_vma_map_anon(&space, &a, PAGES(4), RW,
					    UK_VMA_MAP_POPULATE, "a"));
	UK_TEST_EXPECT_ZERO(uk_vma_map_stack(&space, &b, PAGES(4), 0, NULL,
					     PAGES(4)));
	UK_TEST_EXPECT_ZERO(uk_vma_map_anon(&space, &c, PAGE_LARGE_SIZE, RW,
					    UK_VMA_MAP_POPULATE |
						    UK_VMA_MAP_SIZE_2MB,
					    NULL));
	uk_vas_destroy(&space);
	UK_TEST_EXPECT_ZERO(ukplat_pt_free(&pt, 0));
	EXPECT_NO_LEAK(s);
}

/* A copy of the kernel's page table, so that the code goes on running */
UK_TESTCASE(ukvmem, faults_go_to_the_active_space)
{
	struct vm_state s = vm_state();
	struct uk_vas *kernel = vas();
	volatile char *p = (volatile char *)BASE;
	__vaddr_t vaddr = BASE;
	char in_space, in_kernel;
	__sz readable;

	UK_TEST_EXPECT_ZERO(vm_anon(0, 1, RW, 0, NULL));
	UK_TEST_EXPECT_ZERO(ukplat_pt_clone(&pt, kernel->pt, 0));
	UK_TEST_EXPECT_ZERO(uk_vas_init(&space, &pt, kernel->a));
	UK_TEST_EXPECT_ZERO(
		uk_vma_map_anon(&space, &vaddr, PAGES(2), RW, 0, NULL));
	p[0] = 'k';
	UK_TEST_EXPECT_ZERO(uk_vas_set_active(&space));
	UK_TEST_EXPECT_PTR_EQ(uk_vas_get_active(), &space);
	UK_TEST_EXPECT_PTR_EQ(ukplat_pt_get_active(), &pt);
	p[0] = 's';
	p[PAGES(1)] = 't';
	in_space = p[0];
	UK_TEST_EXPECT_ZERO(uk_vas_set_active(kernel));
	in_kernel = p[0];
	readable = uk_nofault_probe_r(BASE, PAGES(2), 0);
	UK_TEST_EXPECT_SNUM_EQ(in_space, 's');
	UK_TEST_EXPECT_SNUM_EQ(in_kernel, 'k');
	UK_TEST_EXPECT_SNUM_EQ(readable, PAGES(1));
	uk_vas_destroy(&space);
	UK_TEST_EXPECT_ZERO(ukplat_pt_free(&pt, PAGE_FLAG_KEEP_FRAMES));
	vm_clear();
	EXPECT_NO_LEAK(s);
}

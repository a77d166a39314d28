/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * When there is no memory for the descriptions of areas: an operation that
 * would need one more fails and has changed nothing.
 */
#include "vmem_test.h"

/* An allocator that fails once its budget is used up */
static struct {
	struct uk_alloc a;
	struct uk_alloc *real;
	unsigned int budget;
} scarce;

static void *scarce_malloc(struct uk_alloc *a __unused, __sz size)
{
	if (!scarce.budget)
		return NULL;
	scarce.budget--;
	return uk_malloc(scarce.real, size);
}

static void scarce_free(struct uk_alloc *a __unused, void *ptr)
{
	uk_free(scarce.real, ptr);
}

static void scarce_begin(unsigned int budget)
{
	scarce.a.malloc = scarce_malloc;
	scarce.a.free = scarce_free;
	scarce.real = vas()->a;
	scarce.budget = budget;
	vas()->a = &scarce.a;
}

static void scarce_end(void)
{
	vas()->a = scarce.real;
}

UK_TESTCASE(ukvmem, map_without_a_description)
{
	struct vm_state s = vm_state();
	__vaddr_t vaddr = BASE;
	int anon, dma, stack;

	scarce_begin(0);
	anon = vm_anon(0, 4, RW, UK_VMA_MAP_POPULATE, NULL);
	dma = uk_vma_map_dma(vas(), &vaddr, PAGES(1), RW, 0, NULL, 0x100000);
	stack = uk_vma_map_stack(vas(), &vaddr, PAGES(1), 0, NULL, 0);
	scarce_end();
	UK_TEST_EXPECT_SNUM_EQ(anon, -ENOMEM);
	UK_TEST_EXPECT_SNUM_EQ(dma, -ENOMEM);
	UK_TEST_EXPECT_SNUM_EQ(stack, -ENOMEM);
	EXPECT_LAYOUT(4, "--:4");
	EXPECT_NO_LEAK(s);
}

/* [2, 5) of eight pages, with the first split possible and the second not */
UK_TESTCASE(ukvmem, unmap_without_descriptions_for_the_rest)
{
	UK_TEST_OWN_RULE("what fails is undone");
	struct vm_state s = vm_state();
	unsigned int budget;
	int rc;

	UK_TEST_EXPECT_ZERO(vm_anon(0, 8, RW, UK_VMA_MAP_POPULATE, NULL));
	vm_fill(BASE, 8, 1);
	for (budget = 0; budget < 2; budget++) {
		scarce_begin(budget);
		rc = uk_vma_unmap(vas(), BASE + PAGES(2), PAGES(3), 0);
		scarce_end();
		UK_TEST_EXPECT_SNUM_EQ(rc, -ENOMEM);
		EXPECT_LAYOUT(8, "rw:8");
		UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE, 8, 1), 8);
		UK_TEST_EXPECT_SNUM_EQ(vm_state().allocs, s.allocs + 1);
	}
	scarce_begin(2);
	rc = uk_vma_unmap(vas(), BASE + PAGES(2), PAGES(3), 0);
	scarce_end();
	UK_TEST_EXPECT_ZERO(rc);
	EXPECT_LAYOUT(8, "rw:2 --:3 rw:3");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, unmap_of_whole_areas_needs_no_description)
{
	struct vm_state s = vm_state();
	int rc;

	UK_TEST_EXPECT_ZERO(vm_anon(0, 2, RW, 0, "a"));
	UK_TEST_EXPECT_ZERO(vm_anon(2, 2, RW, 0, "b"));
	scarce_begin(0);
	rc = uk_vma_unmap(vas(), BASE, PAGES(4), 0);
	scarce_end();
	UK_TEST_EXPECT_ZERO(rc);
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, set_attr_without_descriptions)
{
	struct vm_state s = vm_state();
	unsigned int budget;
	int rc;

	UK_TEST_EXPECT_ZERO(vm_anon(0, 8, RW, UK_VMA_MAP_POPULATE, NULL));
	for (budget = 0; budget < 2; budget++) {
		scarce_begin(budget);
		rc = uk_vma_set_attr(vas(), BASE + PAGES(2), PAGES(3), RO, 0);
		scarce_end();
		UK_TEST_EXPECT_SNUM_EQ(rc, -ENOMEM);
		EXPECT_LAYOUT(8, "rw:8");
		EXPECT_WRITABLE(BASE, PAGES(8), 0, PAGES(8));
	}
	vm_clear();
	EXPECT_NO_LEAK(s);
}

/* One description for the new area, two for what is left of the old one */
UK_TESTCASE(ukvmem, replace_without_descriptions)
{
	UK_TEST_OWN_RULE("what fails is undone");
	struct vm_state s = vm_state();
	unsigned int budget;
	int rc;

	UK_TEST_EXPECT_ZERO(vm_anon(0, 8, RW, UK_VMA_MAP_POPULATE, NULL));
	vm_fill(BASE, 8, 1);
	for (budget = 0; budget < 3; budget++) {
		scarce_begin(budget);
		rc = vm_anon(2, 3, RO, UK_VMA_MAP_REPLACE, "new");
		scarce_end();
		UK_TEST_EXPECT_SNUM_EQ(rc, -ENOMEM);
		EXPECT_LAYOUT(8, "rw:8");
		UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE, 8, 1), 8);
	}
	scarce_begin(3);
	rc = vm_anon(2, 3, RO, UK_VMA_MAP_REPLACE, "new");
	scarce_end();
	UK_TEST_EXPECT_ZERO(rc);
	EXPECT_LAYOUT(8, "rw:2 r.,new:3 rw:3");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reservations, and putting areas in the place of others.
 */
#include "vmem_test.h"

#define GIB(n) ((unsigned long)(n) << (30 - PAGE_SHIFT)) /* in pages */
#define STEP 64UL /* pages by which a heap grows and shrinks */

static int reserve(unsigned long page, unsigned long pages,
		   unsigned long flags, const char *name)
{
	__vaddr_t vaddr = BASE + PAGES(page);

	return uk_vma_reserve_ex(vas(), &vaddr, PAGES(pages), 0, flags, name);
}

UK_TESTCASE(ukvmem, reserved_addresses_fault)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(reserve(0, 4, 0, NULL));
	EXPECT_READABLE(BASE, PAGES(4), UK_NOFAULTF_CONTINUE, 0);
	UK_TEST_EXPECT_ZERO(vm_frames_since(&s));
	UK_TEST_EXPECT_ZERO(uk_vma_advise(vas(), BASE, PAGES(4),
					  UK_VMA_ADV_WILLNEED, 0));
	EXPECT_READABLE(BASE, PAGES(4), UK_NOFAULTF_CONTINUE, 0);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, reserved_addresses_are_taken)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(reserve(0, 4, 0, NULL));
	UK_TEST_EXPECT_SNUM_EQ(reserve(1, 1, 0, NULL), -EEXIST);
	UK_TEST_EXPECT_SNUM_EQ(vm_anon(1, 1, RW, 0, NULL), -EEXIST);
	EXPECT_LAYOUT(4, "..:4");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

/* The example of the release notes, step by step */
UK_TESTCASE(ukvmem, reserve_grow_and_shrink)
{
	struct vm_state s = vm_state();
	__vaddr_t vaddr = BASE;

	UK_TEST_EXPECT_ZERO(uk_vma_reserve(vas(), &vaddr, 0x40000000));
	EXPECT_LAYOUT(GIB(1), "..:262144");
	UK_TEST_EXPECT_ZERO(uk_vma_map_anon(vas(), &vaddr, PAGES(STEP), RW,
					    UK_VMA_MAP_REPLACE, "HEAP"));
	EXPECT_LAYOUT(GIB(1), "rw,HEAP:64 ..:262080");
	vm_fill(BASE, STEP, 1);
	vaddr += PAGES(STEP);
	UK_TEST_EXPECT_ZERO(uk_vma_map_anon(vas(), &vaddr, PAGES(2 * STEP), RW,
					    UK_VMA_MAP_REPLACE, "HEAP"));
	EXPECT_LAYOUT(GIB(1), "rw,HEAP:192 ..:261952");
	vm_fill(BASE + PAGES(STEP), 2 * STEP, 2);
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 3 * STEP);
	vaddr += PAGES(STEP);
	UK_TEST_EXPECT_ZERO(uk_vma_reserve_ex(vas(), &vaddr, PAGES(STEP), 0,
					      UK_VMA_MAP_REPLACE, NULL));
	EXPECT_LAYOUT(GIB(1), "rw,HEAP:128 ..:262016");
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 2 * STEP);
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE, STEP, 1), STEP);
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE + PAGES(STEP), STEP, 2), STEP);
	EXPECT_READABLE(BASE + PAGES(2 * STEP), 1, 0, 0);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, replace_the_middle)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 8, RW, UK_VMA_MAP_POPULATE, NULL));
	vm_fill(BASE, 8, 3);
	UK_TEST_EXPECT_ZERO(vm_anon(3, 2, RO, UK_VMA_MAP_REPLACE, "new"));
	EXPECT_LAYOUT(8, "rw:3 r.,new:2 rw:3");
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 6);
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE, 3, 3), 3);
	UK_TEST_EXPECT_SNUM_EQ(vm_zeroed(BASE + PAGES(3), 2), 2);
	EXPECT_READABLE(BASE + PAGES(5), PAGES(3), UK_NOFAULTF_NOPAGING,
			PAGES(3));
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, replace_with_the_same_forgets_the_contents)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 4, RW, UK_VMA_MAP_POPULATE, NULL));
	vm_fill(BASE, 4, 3);
	UK_TEST_EXPECT_ZERO(vm_anon(1, 2, RW, UK_VMA_MAP_REPLACE, NULL));
	EXPECT_LAYOUT(4, "rw:4");
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 2);
	UK_TEST_EXPECT_SNUM_EQ(vm_zeroed(BASE, 4), 2);
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE, 4, 3), 2);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, replace_many_areas_and_holes)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 2, RW, UK_VMA_MAP_POPULATE, "a"));
	UK_TEST_EXPECT_ZERO(vm_anon(3, 2, RW, UK_VMA_MAP_POPULATE, "b"));
	UK_TEST_EXPECT_ZERO(reserve(5, 1, 0, NULL));
	UK_TEST_EXPECT_ZERO(vm_anon(7, 2, RW, UK_VMA_MAP_POPULATE, "c"));
	UK_TEST_EXPECT_ZERO(vm_anon(1, 7, RO, UK_VMA_MAP_REPLACE, "d"));
	EXPECT_LAYOUT(10, "rw,a:1 r.,d:7 rw,c:1 --:1");
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 2);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, replace_where_nothing_is)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 2, RW, UK_VMA_MAP_REPLACE, NULL));
	EXPECT_LAYOUT(4, "rw:2 --:2");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

/* A mapping made behind the back of the address space stays as it is */
UK_TESTCASE(ukvmem, reservation_of_an_existing_mapping)
{
	UK_TEST_OWN_RULE("a reservation leaves pages alone");
	struct vm_state s = vm_state();
	struct uk_pagetable *pt = vas()->pt;
	volatile char *p = (volatile char *)BASE;

	UK_TEST_EXPECT_ZERO(
		ukplat_page_map(pt, BASE, __PADDR_ANY, 2, RW, 0));
	UK_TEST_EXPECT_ZERO(reserve(0, 2, 0, ".initrd"));
	p[100] = 'i';
	UK_TEST_EXPECT_ZERO(uk_vma_set_attr(vas(), BASE, PAGES(1), RO, 0));
	EXPECT_WRITABLE(BASE, PAGES(2), 0, PAGES(2));
	EXPECT_LAYOUT(2, "..,.initrd:2");
	vm_clear();
	UK_TEST_EXPECT_SNUM_EQ(p[100], 'i');
	UK_TEST_EXPECT_ZERO(ukplat_page_unmap(pt, BASE, 2, 0));
	EXPECT_NO_LEAK(s);
}

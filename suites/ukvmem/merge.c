/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which neighbours are merged, and which are not.
 */
#include "vmem_test.h"

UK_TESTCASE(ukvmem, merge_with_the_area_below)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 2, RW, 0, NULL));
	UK_TEST_EXPECT_ZERO(vm_anon(2, 2, RW, 0, NULL));
	EXPECT_LAYOUT(4, "rw:4");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, merge_with_the_area_above)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(2, 2, RW, 0, NULL));
	UK_TEST_EXPECT_ZERO(vm_anon(0, 2, RW, 0, NULL));
	EXPECT_LAYOUT(4, "rw:4");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, merge_on_both_sides)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 2, RW, UK_VMA_MAP_POPULATE, NULL));
	UK_TEST_EXPECT_ZERO(vm_anon(4, 2, RW, UK_VMA_MAP_POPULATE, NULL));
	vm_fill(BASE, 2, 1);
	vm_fill(BASE + PAGES(4), 2, 2);
	EXPECT_LAYOUT(6, "rw:2 --:2 rw:2");
	UK_TEST_EXPECT_ZERO(vm_anon(2, 2, RW, 0, NULL));
	EXPECT_LAYOUT(6, "rw:6");
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE, 2, 1), 2);
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE + PAGES(4), 2, 2), 2);
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 4);
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas(), BASE + PAGES(1), PAGES(4), 0));
	EXPECT_LAYOUT(6, "rw:1 --:4 rw:1");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, no_merge_over_a_hole)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 1, RW, 0, NULL));
	UK_TEST_EXPECT_ZERO(vm_anon(2, 1, RW, 0, NULL));
	EXPECT_LAYOUT(3, "rw:1 --:1 rw:1");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, no_merge_of_different_attributes)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 1, RW, 0, NULL));
	UK_TEST_EXPECT_ZERO(vm_anon(1, 1, RO, 0, NULL));
	UK_TEST_EXPECT_ZERO(vm_anon(2, 1, PAGE_ATTR_PROT_NONE, 0, NULL));
	UK_TEST_EXPECT_ZERO(vm_anon(3, 1, RW, 0, NULL));
	EXPECT_LAYOUT(4, "rw:1 r.:1 ..:1 rw:1");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, no_merge_of_different_names)
{
	UK_TEST_OWN_RULE("names are compared as texts");
	static char same[] = "x"; /* equal text at another address */
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 1, RW, 0, "x"));
	UK_TEST_EXPECT_ZERO(vm_anon(1, 1, RW, 0, "y"));
	UK_TEST_EXPECT_ZERO(vm_anon(2, 1, RW, 0, NULL));
	EXPECT_LAYOUT(3, "rw,x:1 rw,y:1 rw:1");
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas(), BASE + PAGES(1), PAGES(1), 0));
	UK_TEST_EXPECT_ZERO(vm_anon(1, 1, RW, 0, same));
	EXPECT_LAYOUT(3, "rw,x:2 rw:1");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, no_merge_of_different_flags)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 1, RW, 0, NULL));
	UK_TEST_EXPECT_ZERO(vm_anon(1, 1, RW, UK_VMA_MAP_UNINITIALIZED, NULL));
	UK_TEST_EXPECT_ZERO(vm_anon(2, 1, RW, UK_VMA_MAP_SIZE_4KB, NULL));
	UK_TEST_EXPECT_ZERO(vm_anon(3, 1, RW, 0, NULL));
	EXPECT_LAYOUT(4, "rw:1 rw:1 rw/0:1 rw:1");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, no_merge_of_different_kinds)
{
	struct vm_state s = vm_state();
	__vaddr_t rsvd = BASE + PAGES(1);

	UK_TEST_EXPECT_ZERO(vm_anon(0, 1, RW, 0, NULL));
	UK_TEST_EXPECT_ZERO(
		uk_vma_reserve_ex(vas(), &rsvd, PAGES(1), RW, 0, NULL));
	EXPECT_LAYOUT(2, "rw:1 rw:1");
	EXPECT_READABLE(BASE, PAGES(2), 0, PAGES(1));
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, split_and_merge_many_times)
{
	struct vm_state s = vm_state();
	unsigned int i;

	UK_TEST_EXPECT_ZERO(vm_anon(0, 64, RW, UK_VMA_MAP_POPULATE, NULL));
	vm_fill(BASE, 64, 4);
	for (i = 0; i < 64; i += 2)
		UK_TEST_EXPECT_ZERO(uk_vma_set_attr(
			vas(), BASE + PAGES(i), PAGES(1), RO, 0));
	UK_TEST_EXPECT_SNUM_EQ(vm_state().areas, s.areas + 64);
	for (i = 0; i < 64; i += 2)
		UK_TEST_EXPECT_ZERO(uk_vma_set_attr(
			vas(), BASE + PAGES(i), PAGES(1), RW, 0));
	EXPECT_LAYOUT(64, "rw:64");
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE, 64, 4), 64);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

/* Parts that were split off are what they were */
UK_TESTCASE(ukvmem, parts_of_an_area_merge_again)
{
	static const unsigned long flags[] = { 0, UK_VMA_MAP_UNINITIALIZED,
					       UK_VMA_MAP_SIZE_4KB };
	struct vm_state s = vm_state();
	unsigned int areas, i;

	for (i = 0; i < ARRAY_SIZE(flags); i++) {
		UK_TEST_EXPECT_ZERO(vm_anon(0, 4, RW, flags[i], NULL));
		areas = vm_state().areas;
		UK_TEST_EXPECT_ZERO(
			uk_vma_set_attr(vas(), BASE + PAGES(1), PAGES(2), RO, 0));
		UK_TEST_EXPECT_SNUM_EQ(vm_state().areas, areas + 2);
		UK_TEST_EXPECT_ZERO(
			uk_vma_set_attr(vas(), BASE + PAGES(1), PAGES(2), RW, 0));
		UK_TEST_EXPECT_SNUM_EQ(vm_state().areas, areas);
		vm_clear();
	}
	EXPECT_NO_LEAK(s);
}

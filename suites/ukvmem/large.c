/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Areas with pages of 2 MiB.
 */
#include "vmem_test.h"

#define LARGE(n) ((n) * PAGE_LARGE_SIZE)
#define MAP_LARGE UK_VMA_MAP_SIZE_2MB

static int map_large(unsigned long count, unsigned long attr,
		     unsigned long flags)
{
	__vaddr_t vaddr = BASE;

	return uk_vma_map_anon(vas(), &vaddr, LARGE(count), attr,
			       flags | MAP_LARGE, NULL);
}

UK_TESTCASE(ukvmem, large_page_on_demand)
{
	struct vm_state s = vm_state();
	volatile char *p = (volatile char *)BASE;

	UK_TEST_EXPECT_ZERO(map_large(2, RW, 0));
	UK_TEST_EXPECT_ZERO(vm_frames_since(&s));
	p[LARGE(1) + 12345] = 1;
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 512);
	UK_TEST_EXPECT_SNUM_EQ(vm_level(BASE), -1);
	UK_TEST_EXPECT_SNUM_EQ(vm_level(BASE + LARGE(1)), PAGE_LARGE_LEVEL);
	UK_TEST_EXPECT(PAGE_LARGE_ALIGNED(vm_paddr(BASE + LARGE(1))));
	EXPECT_WRITABLE(BASE + LARGE(1), LARGE(1), UK_NOFAULTF_NOPAGING,
			LARGE(1));
	UK_TEST_EXPECT_SNUM_EQ(p[LARGE(1) + 12345], 1);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, large_page_populated_and_zero)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(map_large(1, RW, UK_VMA_MAP_POPULATE));
	memset((void *)BASE, 0x55, LARGE(1));
	vm_clear();
	UK_TEST_EXPECT_ZERO(map_large(2, RW, UK_VMA_MAP_POPULATE));
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 1024);
	EXPECT_READABLE(BASE, LARGE(2), UK_NOFAULTF_NOPAGING, LARGE(2));
	UK_TEST_EXPECT_SNUM_EQ(vm_zeroed(BASE, 1024), 1024);
	EXPECT_LAYOUT(1024, "rw/1:1024");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, large_page_needs_no_table_of_its_own)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(map_large(1, RW, UK_VMA_MAP_POPULATE));
	UK_TEST_EXPECT_SNUM_EQ(vm_state().tables - s.tables, 2);
	vm_clear();
	UK_TEST_EXPECT_ZERO(vm_anon(0, 1, RW, UK_VMA_MAP_POPULATE, NULL));
	UK_TEST_EXPECT_SNUM_EQ(vm_state().tables - s.tables, 3);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, large_area_refuses_small_alignment)
{
	__vaddr_t vaddr = BASE + PAGE_SIZE;
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_SNUM_EQ(uk_vma_map_anon(vas(), &vaddr, LARGE(1), RW,
					       MAP_LARGE, NULL),
			       -EINVAL);
	vaddr = BASE;
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_map_anon(vas(), &vaddr,
					       LARGE(1) + PAGE_SIZE, RW,
					       MAP_LARGE, NULL),
			       -EINVAL);
	vaddr = __VADDR_ANY;
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_map_anon(vas(), &vaddr, PAGE_SIZE, RW,
					       MAP_LARGE, NULL),
			       -EINVAL);
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, large_area_is_divided_at_large_pages_only)
{
	struct vm_state s = vm_state();
	const __vaddr_t odd = BASE + PAGE_SIZE;
	__vaddr_t vaddr = odd;

	UK_TEST_EXPECT_ZERO(map_large(3, RW, UK_VMA_MAP_POPULATE));
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_unmap(vas(), odd, LARGE(1), 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_unmap(vas(), BASE, PAGE_SIZE, 0),
			       -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_set_attr(vas(), BASE, PAGE_SIZE, RO, 0),
			       -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_set_attr(vas(), odd, LARGE(2), RO, 0),
			       -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_advise(vas(), odd, PAGE_SIZE,
					     UK_VMA_ADV_DONTNEED, 0),
			       -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_map_anon(vas(), &vaddr, PAGE_SIZE, RW,
					       UK_VMA_MAP_REPLACE, NULL),
			       -EINVAL);
	EXPECT_LAYOUT(1536, "rw/1:1536");
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 1536);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, large_area_split)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(map_large(3, RW, UK_VMA_MAP_POPULATE));
	vm_fill(BASE, 1536, 8);
	UK_TEST_EXPECT_ZERO(
		uk_vma_set_attr(vas(), BASE + LARGE(1), LARGE(1), RO, 0));
	EXPECT_LAYOUT(1536, "rw/1:512 r./1:512 rw/1:512");
	EXPECT_WRITABLE(BASE, LARGE(3), UK_NOFAULTF_CONTINUE, LARGE(2));
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas(), BASE + LARGE(2), LARGE(1), 0));
	EXPECT_LAYOUT(1536, "rw/1:512 r./1:512 --:512");
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE, 1024, 8), 1024);
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 1024);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, large_area_dontneed)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(map_large(2, RW, UK_VMA_MAP_POPULATE));
	vm_fill(BASE, 1024, 1);
	UK_TEST_EXPECT_ZERO(uk_vma_advise(vas(), BASE, LARGE(1),
					  UK_VMA_ADV_DONTNEED, 0));
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 512);
	UK_TEST_EXPECT_SNUM_EQ(vm_zeroed(BASE, 1024), 512);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, large_pages_in_place_of_small_ones)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 512, RW, 0, NULL));
	vm_fill(BASE + PAGES(17), 3, 1);
	UK_TEST_EXPECT_ZERO(map_large(1, RW, UK_VMA_MAP_REPLACE));
	UK_TEST_EXPECT_SNUM_EQ(vm_zeroed(BASE, 512), 512);
	UK_TEST_EXPECT_SNUM_EQ(vm_level(BASE), PAGE_LARGE_LEVEL);
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 512);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, page_size_4k_is_enforced_too)
{
	struct vm_state s = vm_state();
	__vaddr_t vaddr = BASE;

	UK_TEST_EXPECT_ZERO(uk_vma_map_anon(vas(), &vaddr, LARGE(1), RW,
					    UK_VMA_MAP_SIZE_4KB |
						    UK_VMA_MAP_POPULATE,
					    NULL));
	UK_TEST_EXPECT_SNUM_EQ(vm_level(BASE), PAGE_LEVEL);
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 512);
	EXPECT_LAYOUT(512, "rw/0:512");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

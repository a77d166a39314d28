/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Unmapping and changing attributes: of parts of large pages, of ranges with
 * holes, with and without keeping frames and tables.
 */
#include "paging_test.h"

/* Linear mapping from BASE on, in pages of that level */
static int map_linear(unsigned long pages, unsigned int level)
{
	return ukplat_page_map(&pt, BASE, PBASE, pages, RW, FORCE(level));
}

static int unmap(__vaddr_t offset, unsigned long pages, unsigned long flags)
{
	return ukplat_page_unmap(&pt, BASE + offset, pages, flags);
}

static int set_attr(__vaddr_t offset, unsigned long pages, unsigned long attr)
{
	return ukplat_page_set_attr(&pt, BASE + offset, pages, attr, 0);
}

UK_TESTCASE(paging, unmap_part_of_a_large_page)
{
	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(map_linear(2, 1));
	UK_TEST_EXPECT_ZERO(unmap(PAGES(100), 3, 0));
	EXPECT_LEVEL(BASE, 0);
	EXPECT_LEVEL(BASE + PAGES(99), 0);
	EXPECT_LEVEL(BASE + PAGES(100), -1);
	EXPECT_LEVEL(BASE + PAGES(102), -1);
	EXPECT_LEVEL(BASE + PAGES(103), 0);
	EXPECT_LEVEL(BASE + LARGE, 1);
	UK_TEST_EXPECT_SNUM_EQ(count_linear(BASE, 1024), 1021);
	UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE), RW);
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, unmap_part_of_allocated_large_pages)
{
	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(
		ukplat_page_map(&pt, BASE, __PADDR_ANY, 2, RW, FORCE(1)));
	UK_TEST_EXPECT_SNUM_EQ(pt_taken(), 1024 + 2);
	UK_TEST_EXPECT_ZERO(unmap(LARGE - PAGES(4), 8, 0));
	UK_TEST_EXPECT_SNUM_EQ(pt_taken(), 1016 + 4);
	UK_TEST_EXPECT_ZERO(unmap(0, 1024, 0));
	UK_TEST_EXPECT_ZERO(pt_taken());
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, unmap_skips_holes)
{
	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(unmap(0, 1UL << 20, 0));
	UK_TEST_EXPECT_ZERO(map_linear(2, 0));
	UK_TEST_EXPECT_ZERO(ukplat_page_map(&pt, BASE + PAGE_HUGE_SIZE, PBASE,
					    2, RW, 0));
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 1 + 1 + 2 + 2);
	UK_TEST_EXPECT_ZERO(unmap(PAGES(1), 1UL << 18, 0));
	EXPECT_LEVEL(BASE, 0);
	EXPECT_LEVEL(BASE + PAGES(1), -1);
	EXPECT_LEVEL(BASE + PAGE_HUGE_SIZE, -1);
	EXPECT_LEVEL(BASE + PAGE_HUGE_SIZE + PAGES(1), 0);
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, unmap_frees_tables_that_became_empty)
{
	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(map_linear(1024, 0));
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 5);
	UK_TEST_EXPECT_ZERO(unmap(0, 511, 0));
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 5);
	UK_TEST_EXPECT_ZERO(unmap(PAGES(511), 1, 0));
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 4);
	UK_TEST_EXPECT_ZERO(unmap(LARGE, 512, 0));
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 1);
	UK_TEST_EXPECT_ZERO(pt_taken());
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, unmap_keeps_frames_if_told)
{
	__paddr_t paddr;

	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(
		ukplat_page_map(&pt, BASE, __PADDR_ANY, 1, RW, 0));
	paddr = paddr_in(&pt, BASE);
	UK_TEST_EXPECT_ZERO(unmap(0, 1, PAGE_FLAG_KEEP_FRAMES));
	UK_TEST_EXPECT_SNUM_EQ(pt_taken(), 1);
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 1);
	UK_TEST_EXPECT_ZERO(
		ukplat_page_map(&pt, BASE + LARGE, paddr, 1, RW, 0));
	UK_TEST_EXPECT_ZERO(unmap(LARGE, 1, 0));
	UK_TEST_EXPECT_ZERO(pt_taken());
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, unmap_keeps_tables_if_told)
{
	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(map_linear(4, 0));
	UK_TEST_EXPECT_ZERO(unmap(0, 4, PAGE_FLAG_KEEP_PTES));
	EXPECT_LEVEL(BASE, -1);
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 4);
	pt_allow(0);
	UK_TEST_EXPECT_ZERO(map_linear(4, 0));
	pt_allow_all();
	UK_TEST_EXPECT_SNUM_EQ(count_linear(BASE, 4), 4);
	UK_TEST_EXPECT_ZERO(set_attr(0, 1, PAGE_ATTR_PROT_NONE));
	UK_TEST_EXPECT_ZERO(unmap(0, 4, PAGE_FLAG_KEEP_PTES));
	EXPECT_LEVEL(BASE, -1);
	UK_TEST_EXPECT_ZERO(map_linear(1, 1));
	EXPECT_LEVEL(BASE, 1);
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 3);
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, unmap_refuses_bad_arguments)
{
	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(map_linear(4, 0));
	UK_TEST_EXPECT_SNUM_EQ(unmap(1, 1, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(unmap(PAGES(1), 1, PAGE_FLAG_SIZE(1UL)),
			       -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(unmap(0, ~0UL, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(ukplat_page_unmap(&pt, 1UL << 48, 1, 0),
			       -EINVAL);
	UK_TEST_EXPECT_ZERO(unmap(0, 0, 0));
	UK_TEST_EXPECT_SNUM_EQ(count_linear(BASE, 4), 4);
	EXPECT_NO_LEAK();
}

/* What was unmapped before the error is flushed and freed all the same */
UK_TESTCASE(paging, unmap_that_fails_frees_what_it_unmapped)
{
	unsigned long before;

	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(map_linear(1, 1));
	before = pt_taken();
	UK_TEST_EXPECT_ZERO(ukplat_page_map(&pt, BASE - PAGES(1), __PADDR_ANY,
					    1, RW, 0));
	pt_allow(0);
	UK_TEST_EXPECT_SNUM_EQ(ukplat_page_unmap(&pt, BASE - PAGES(1), 2, 0),
			       -ENOMEM);
	pt_allow_all();
	EXPECT_LEVEL(BASE - PAGES(1), -1);
	EXPECT_LEVEL(BASE, 1);
	UK_TEST_EXPECT_SNUM_EQ(pt_taken(), before);
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, unmap_without_memory_to_split)
{
	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(map_linear(1, 1));
	pt_allow(0);
	UK_TEST_EXPECT_SNUM_EQ(unmap(0, 1, 0), -ENOMEM);
	UK_TEST_EXPECT_SNUM_EQ(count_linear(BASE, 512), 512);
	EXPECT_LEVEL(BASE, 1);
	UK_TEST_EXPECT_ZERO(unmap(0, 512, 0));
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 1);
	pt_allow_all();
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, set_attr_splits_only_where_needed)
{
	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(map_linear(4, 1));
	UK_TEST_EXPECT_ZERO(set_attr(LARGE, 512, RO));
	EXPECT_LEVEL(BASE + LARGE, 1);
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 3);
	UK_TEST_EXPECT_ZERO(set_attr(2 * LARGE + PAGES(7), 1, RO));
	EXPECT_LEVEL(BASE + LARGE, 1);
	EXPECT_LEVEL(BASE + 2 * LARGE, 0);
	EXPECT_LEVEL(BASE + 3 * LARGE, 1);
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 4);
	UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE), RW);
	UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE + LARGE), RO);
	UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE + 2 * LARGE + PAGES(6)), RW);
	UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE + 2 * LARGE + PAGES(7)), RO);
	UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE + 2 * LARGE + PAGES(8)), RW);
	UK_TEST_EXPECT_SNUM_EQ(count_linear(BASE, 2048), 2048);
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, set_attr_that_changes_nothing_splits_nothing)
{
	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(map_linear(1, 1));
	pt_allow(0);
	UK_TEST_EXPECT_ZERO(set_attr(PAGES(3), 1, RW));
	EXPECT_LEVEL(BASE, 1);
	UK_TEST_EXPECT_SNUM_EQ(set_attr(PAGES(3), 1, RO), -ENOMEM);
	EXPECT_LEVEL(BASE, 1);
	UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE), RW);
	pt_allow_all();
	EXPECT_NO_LEAK();
}

/* The rights stay, the kind of memory does not; the next page is another one */
UK_TESTCASE(paging, set_attr_of_the_memory_type_alone)
{
	static const unsigned long types[] = {PAGE_ATTR_TYPE_NC,
					      PAGE_ATTR_TYPE_DEVICE,
					      PAGE_ATTR_TYPE_NORMAL};
	unsigned int i;

	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(map_linear(2, 1));
	for (i = 0; i < ARRAY_SIZE(types); i++) {
		UK_TEST_EXPECT_ZERO(set_attr(0, 512, RW | types[i]));
		UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE), RW | types[i]);
		UK_TEST_EXPECT_ZERO(set_attr(LARGE + PAGES(3), 1, RW | types[i]));
		UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE + LARGE + PAGES(3)),
				       RW | types[i]);
		UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE + LARGE + PAGES(4)),
				       RW);
	}
	UK_TEST_EXPECT_SNUM_EQ(count_linear(BASE, 1024), 1024);
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, set_attr_splits_a_huge_page_twice)
{
	if (!PAGE_Lx_HAS(2))
		UK_TEST_SKIP("the CPU has no 1 GiB pages");
	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(map_linear(1, 2));
	UK_TEST_EXPECT_ZERO(set_attr(0, 512UL * 512, RO));
	EXPECT_LEVEL(BASE, 2);
	UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE), RO);
	UK_TEST_EXPECT_ZERO(set_attr(0, 512UL * 512, RW));
	EXPECT_LEVEL(BASE, 2);
	UK_TEST_EXPECT_ZERO(set_attr(5 * LARGE + PAGES(6), 2, RX));
	EXPECT_LEVEL(BASE, 1);
	EXPECT_LEVEL(BASE + 4 * LARGE, 1);
	EXPECT_LEVEL(BASE + 5 * LARGE, 0);
	EXPECT_LEVEL(BASE + 6 * LARGE, 1);
	EXPECT_LEVEL(BASE + 511 * LARGE, 1);
	UK_TEST_EXPECT_SNUM_EQ(count_linear(BASE, 16 * 512), 16 * 512);
	UK_TEST_EXPECT_SNUM_EQ(count_linear(BASE + 511 * LARGE, 512), 512);
	UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE + 5 * LARGE + PAGES(7)), RX);
	UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE + 5 * LARGE + PAGES(8)), RW);
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, set_attr_skips_what_is_not_mapped)
{
	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(set_attr(0, 1UL << 20, RO));
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 1);
	UK_TEST_EXPECT_ZERO(map_linear(1, 0));
	UK_TEST_EXPECT_ZERO(ukplat_page_map(&pt, BASE + PAGE_HUGE_SIZE, PBASE,
					    1, RW, 0));
	UK_TEST_EXPECT_ZERO(set_attr(0, 1UL << 20, RO));
	UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE), RO);
	UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE + PAGE_HUGE_SIZE), RO);
	EXPECT_LEVEL(BASE + PAGES(1), -1);
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, set_attr_none_and_back)
{
	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(
		ukplat_page_map(&pt, BASE, __PADDR_ANY, 512, RW, FORCE(0)));
	UK_TEST_EXPECT_ZERO(
		ukplat_page_map(&pt, BASE + LARGE, PBASE, 1, RW, FORCE(1)));
	UK_TEST_EXPECT_ZERO(set_attr(0, 1024, PAGE_ATTR_PROT_NONE));
	EXPECT_LEVEL(BASE, 0);
	EXPECT_LEVEL(BASE + LARGE, 1);
	UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE), PAGE_ATTR_PROT_NONE);
	UK_TEST_EXPECT_ZERO(set_attr(LARGE + PAGES(4), 4, RX));
	UK_TEST_EXPECT_SNUM_EQ(paddr_in(&pt, BASE + LARGE + PAGES(4)),
			       PBASE + PAGES(4));
	UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE + LARGE + PAGES(3)),
			       PAGE_ATTR_PROT_NONE);
	UK_TEST_EXPECT_ZERO(unmap(0, 1024, 0));
	UK_TEST_EXPECT_ZERO(pt_taken());
	EXPECT_NO_LEAK();
}

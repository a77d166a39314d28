/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Mapping: page sizes, arguments, memory of the allocator, and what is left
 * when it fails.
 */
#include "paging_test.h"

static int map(__vaddr_t offset, __paddr_t poffset, unsigned long pages,
	       unsigned long flags)
{
	return ukplat_page_map(&pt, BASE + offset, PBASE + poffset, pages, RW,
			       flags);
}

UK_TESTCASE(paging, map_one_page)
{
	UK_TEST_EXPECT_ZERO(pt_begin());
	EXPECT_LEVEL(BASE, -1);
	UK_TEST_EXPECT_ZERO(map(0, 0, 1, 0));
	EXPECT_LEVEL(BASE, PAGE_LEVEL);
	EXPECT_LEVEL(BASE + PAGES(1), -1);
	EXPECT_LEVEL(BASE - 1, -1);
	UK_TEST_EXPECT_SNUM_EQ(paddr_in(&pt, BASE + 77), PBASE + 77);
	UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE), RW);
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 4);
	UK_TEST_EXPECT_SNUM_EQ(pt_taken(), 3);
	UK_TEST_EXPECT_ZERO(ukplat_page_unmap(&pt, BASE, 1, 0));
	EXPECT_LEVEL(BASE, -1);
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 1);
	UK_TEST_EXPECT_ZERO(pt_taken());
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, map_refuses_bad_arguments)
{
	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_SNUM_EQ(map(1, 0, 1, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(map(0, 1, 1, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(map(PAGES(1), 0, 1, FORCE(1)), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(map(0, PAGES(1), 1, FORCE(1)), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(map(0, 0, 1, FORCE(3)), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(map(0, 0, 1, FORCE(7)), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(map(0, 0, 1UL << 36, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(map(0, 0, 1UL << 52, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(map(0, 0, ~0UL, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(
		ukplat_page_map(&pt, 1UL << 48, PBASE, 1, RW, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(
		ukplat_page_map(&pt, BASE, 1UL << 60, 1, RW, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 1);
	UK_TEST_EXPECT_ZERO(map(0, 0, 0, 0));
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 1);
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, map_where_something_is)
{
	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(map(PAGES(5), PAGES(5), 1, 0));
	UK_TEST_EXPECT_SNUM_EQ(map(PAGES(5), 0, 1, 0), -EEXIST);
	UK_TEST_EXPECT_SNUM_EQ(map(0, 0, 8, 0), -EEXIST);
	UK_TEST_EXPECT_SNUM_EQ(map(0, 0, 512, FORCE(0)), -EEXIST);
	UK_TEST_EXPECT_SNUM_EQ(map(0, 0, 1, FORCE(1)), -EEXIST);
	UK_TEST_EXPECT_SNUM_EQ(count_linear(BASE, 16), 1);
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 4);
	UK_TEST_EXPECT_ZERO(map(LARGE, LARGE, 1, FORCE(1)));
	UK_TEST_EXPECT_SNUM_EQ(map(LARGE + PAGES(9), 0, 1, 0), -EEXIST);
	EXPECT_LEVEL(BASE + LARGE, 1);
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 4);
	EXPECT_NO_LEAK();
}

/* What was mapped before the end is unmapped again; whose frames they are has not
 * changed
 */
UK_TESTCASE(paging, map_that_fails_leaves_given_frames_alone)
{
	__paddr_t paddr;

	UK_TEST_EXPECT_ZERO(pt_begin());
	paddr = uk_falloc(pt.fa, 4);
	UK_TEST_ASSERT(paddr != __PADDR_INV);
	UK_TEST_EXPECT_ZERO(map(PAGES(3), 0, 1, 0));
	UK_TEST_EXPECT_SNUM_EQ(ukplat_page_map(&pt, BASE, paddr, 4, RW, 0),
			       -EEXIST);
	EXPECT_LEVEL(BASE, -1);
	UK_TEST_EXPECT_ZERO(pt.fa->ffree(pt.fa, paddr, 4));
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, map_uses_the_largest_pages_that_fit)
{
	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(map(LARGE - PAGES(1), LARGE - PAGES(1), 514, 0));
	EXPECT_LEVEL(BASE + LARGE - PAGES(1), 0);
	EXPECT_LEVEL(BASE + LARGE, 1);
	EXPECT_LEVEL(BASE + 2 * LARGE - 1, 1);
	EXPECT_LEVEL(BASE + 2 * LARGE, 0);
	EXPECT_LEVEL(BASE + 2 * LARGE + PAGES(1), -1);
	UK_TEST_EXPECT_SNUM_EQ(count_linear(BASE + LARGE - PAGES(1), 514),
			       514);
	UK_TEST_EXPECT_ZERO(
		ukplat_page_unmap(&pt, BASE + LARGE - PAGES(1), 514, 0));
	UK_TEST_EXPECT_ZERO(map(0, 0, 1UL << 18, 0));
	EXPECT_LEVEL(BASE, PAGE_Lx_HAS(2) ? 2 : 1);
	UK_TEST_EXPECT_SNUM_EQ(paddr_in(&pt, BASE + 0x3fffffff),
			       PBASE + 0x3fffffff);
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, map_of_differently_aligned_addresses)
{
	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(map(0, PAGES(3), 1024, 0));
	EXPECT_LEVEL(BASE, 0);
	EXPECT_LEVEL(BASE + LARGE, 0);
	UK_TEST_EXPECT_SNUM_EQ(paddr_in(&pt, BASE + PAGES(1023)),
			       PBASE + PAGES(1026));
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, map_forced_page_sizes)
{
	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(map(0, 0, 1024, FORCE(0)));
	EXPECT_LEVEL(BASE, 0);
	EXPECT_LEVEL(BASE + LARGE, 0);
	UK_TEST_EXPECT_SNUM_EQ(count_linear(BASE, 1024), 1024);
	UK_TEST_EXPECT_ZERO(ukplat_page_unmap(&pt, BASE, 1024, 0));
	UK_TEST_EXPECT_ZERO(map(0, 0, 512, FORCE(1)));
	EXPECT_LEVEL(BASE, 1);
	EXPECT_LEVEL(BASE + 511 * LARGE, 1);
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 3);
	EXPECT_LEVEL(BASE + 512 * LARGE, -1);
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, attributes_come_back)
{
	static const unsigned long rights[] = {
		PAGE_ATTR_PROT_NONE, RO, RW, RX, PAGE_ATTR_PROT_RWX,
	};
	static const unsigned long types[] = {
		PAGE_ATTR_TYPE_NORMAL, PAGE_ATTR_TYPE_NC,
		PAGE_ATTR_TYPE_DEVICE,
	};
	unsigned int r, t, level;
	unsigned long attr;

	UK_TEST_EXPECT_ZERO(pt_begin());
	for (level = 0; level < 2; level++)
		for (r = 0; r < ARRAY_SIZE(rights); r++)
			for (t = 0; t < ARRAY_SIZE(types); t++) {
				attr = rights[r] | types[t];
				UK_TEST_EXPECT_ZERO(ukplat_page_map(
					&pt, BASE, PBASE, 1, attr,
					FORCE(level)));
				EXPECT_LEVEL(BASE, level);
				UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE),
						       attr);
				UK_TEST_EXPECT_SNUM_EQ(paddr_in(&pt, BASE),
						       PBASE);
				UK_TEST_EXPECT_ZERO(ukplat_page_unmap(
					&pt, BASE, 1,
					PAGE_FLAG_SIZE(level)));
			}
	EXPECT_NO_LEAK();
}

static int map_physical(__paddr_t paddr, unsigned long pages)
{
	return ukplat_page_map(&pt, BASE, paddr, pages, RW, 0);
}

/* Entries of both architectures have room for 48 bits or more */
UK_TESTCASE(paging, every_bit_of_an_address_comes_back)
{
	unsigned int bits;
	__paddr_t end;

	UK_TEST_OWN_RULE("an address that no entry holds is refused");
	UK_TEST_EXPECT_ZERO(pt_begin());
	for (bits = PAGE_SHIFT;
	     bits < 64 && ukarch_paddr_range_isvalid(1UL << bits, PAGE_SIZE);
	     bits++) {
		UK_TEST_EXPECT_ZERO(map_physical(1UL << bits, 1));
		UK_TEST_EXPECT_SNUM_EQ(paddr_in(&pt, BASE), 1UL << bits);
		UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE), RW);
		UK_TEST_EXPECT_ZERO(ukplat_page_unmap(&pt, BASE, 1,
						      PAGE_FLAG_KEEP_FRAMES));
	}
	UK_TEST_EXPECT_SNUM_GE(bits, 48);
	end = 1UL << bits;
	UK_TEST_EXPECT_SNUM_EQ(map_physical(end, 1), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(map_physical(end - PAGE_SIZE, 2), -EINVAL);
	UK_TEST_EXPECT_ZERO(map_physical(end - PAGE_SIZE, 1));
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, memory_of_the_allocator)
{
	__paddr_t a, b;

	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(
		ukplat_page_map(&pt, BASE, __PADDR_ANY, 5, RW, FORCE(0)));
	UK_TEST_EXPECT_SNUM_EQ(pt_taken(), 5 + 3);
	a = paddr_in(&pt, BASE);
	b = paddr_in(&pt, BASE + PAGES(1));
	UK_TEST_EXPECT(a != __PADDR_INV && b != __PADDR_INV && a != b);
	UK_TEST_EXPECT_ZERO(
		ukplat_page_unmap(&pt, BASE + PAGES(1), 2, 0));
	UK_TEST_EXPECT_SNUM_EQ(pt_taken(), 3 + 3);
	UK_TEST_EXPECT_ZERO(ukplat_page_unmap(&pt, BASE, 5, 0));
	UK_TEST_EXPECT_ZERO(pt_taken());
	UK_TEST_EXPECT_ZERO(
		ukplat_page_map(&pt, BASE, __PADDR_ANY, 2, RW, FORCE(1)));
	UK_TEST_EXPECT_SNUM_EQ(pt_taken(), 1024 + 2);
	UK_TEST_EXPECT(PAGE_LARGE_ALIGNED(paddr_in(&pt, BASE)));
	EXPECT_NO_LEAK();
}

/* Two pages on either side of a 2 MiB boundary want six allocations */
UK_TESTCASE(paging, map_that_runs_out_of_memory_leaves_nothing)
{
	const __vaddr_t vaddr = BASE + LARGE - PAGES(2);
	unsigned long allowed;

	UK_TEST_EXPECT_ZERO(pt_begin());
	for (allowed = 0; allowed < 8; allowed++) {
		pt_allow(allowed);
		UK_TEST_EXPECT_SNUM_EQ(ukplat_page_map(&pt, vaddr, __PADDR_ANY,
						       4, RW, 0),
				       -ENOMEM);
		UK_TEST_EXPECT_ZERO(pt_taken());
		UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 1);
	}
	pt_allow(8);
	UK_TEST_EXPECT_ZERO(
		ukplat_page_map(&pt, vaddr, __PADDR_ANY, 4, RW, 0));
	UK_TEST_EXPECT_SNUM_EQ(pt_taken(), 8);
	pt_allow_all();
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, map_that_runs_out_of_tables_leaves_nothing)
{
	unsigned long allowed;

	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(map(LARGE * 3, LARGE * 3, 1, 0));
	for (allowed = 0; allowed < 2; allowed++) {
		pt_allow(allowed);
		UK_TEST_EXPECT_SNUM_EQ(map(LARGE - PAGES(1), LARGE - PAGES(1),
					   514, 0),
				       -ENOMEM);
		UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 4);
		UK_TEST_EXPECT_ZERO(count_linear(BASE, 1536));
	}
	UK_TEST_EXPECT_SNUM_EQ(count_linear(BASE + 3 * LARGE, 1), 1);
	pt_allow_all();
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, walk_stops_where_it_is_told)
{
	unsigned int level;
	__vaddr_t table;
	__pte_t pte;

	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(map(0, 0, 1, 0));
	for (level = 0; level < PT_LEVELS; level++) {
		unsigned int at = level;

		UK_TEST_EXPECT_ZERO(
			ukplat_pt_walk(&pt, BASE, &at, &table, &pte));
		UK_TEST_EXPECT_SNUM_EQ(at, level);
		UK_TEST_EXPECT(PT_Lx_PTE_PRESENT(pte, at));
		UK_TEST_EXPECT_SNUM_EQ(!!PAGE_Lx_IS(pte, at), level == 0);
	}
	UK_TEST_EXPECT_SNUM_EQ(table, pt.pt_vbase);
	level = 0;
	UK_TEST_EXPECT_ZERO(ukplat_pt_walk(&pt, BASE + LARGE, &level, NULL,
					   &pte));
	UK_TEST_EXPECT_SNUM_EQ(level, 1);
	UK_TEST_EXPECT(!PT_Lx_PTE_PRESENT(pte, level));
	UK_TEST_EXPECT_ZERO(ukplat_pt_walk(&pt, BASE, NULL, NULL, NULL));
	UK_TEST_EXPECT_SNUM_EQ(
		ukplat_pt_walk(&pt, 1UL << 48, NULL, NULL, NULL), -EINVAL);
	level = PT_LEVELS;
	UK_TEST_EXPECT_SNUM_EQ(ukplat_pt_walk(&pt, BASE, &level, NULL, NULL),
			       -EINVAL);
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, kmap_reaches_memory)
{
	struct uk_pagetable *active = ukplat_pt_get_active();
	__paddr_t paddr = uk_falloc(active->fa, 1);
	__vaddr_t vaddr = ukplat_page_kmap(active, paddr, 1, 0);

	UK_TEST_EXPECT_SNUM_EQ(uk_nofault_probe_rw(vaddr, PAGE_SIZE, 0),
			       PAGE_SIZE);
	UK_TEST_EXPECT_SNUM_EQ(paddr_in(active, vaddr + 9), paddr + 9);
	ukplat_page_kunmap(active, vaddr, 1, 0);
	uk_ffree(active->fa, paddr, 1);
	UK_TEST_EXPECT_PTR_EQ(
		ukplat_page_kmap(active, DIRECTMAP_AREA_SIZE - PAGE_SIZE, 1, 0),
		DIRECTMAP_AREA_START + (DIRECTMAP_AREA_SIZE - PAGE_SIZE));
	UK_TEST_EXPECT_SNUM_EQ(
		ukplat_page_kmap(active, DIRECTMAP_AREA_SIZE, 1, 0),
		__VADDR_INV);
	UK_TEST_EXPECT_SNUM_EQ(
		ukplat_page_kmap(active, DIRECTMAP_AREA_SIZE - PAGE_SIZE, 2,
				 0),
		__VADDR_INV);
}

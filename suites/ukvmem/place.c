/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where areas may be made: arguments that are refused, addresses chosen by the
 * address space, ranges in use.
 */
#include "vmem_test.h"

/* Tries to map; the address must be left alone if it fails */
static int try_map(__vaddr_t vaddr, __sz len, unsigned long flags, int *moved)
{
	__vaddr_t got = vaddr;
	int rc = uk_vma_map_anon(vas(), &got, len, RW, flags, NULL);

	*moved = got != vaddr;
	return rc;
}

#define EXPECT_REFUSED(vaddr, len, flags, error)                               \
	do {                                                                   \
		int _moved;                                                    \
		UK_TEST_EXPECT_SNUM_EQ(try_map(vaddr, len, flags, &_moved),    \
				       error);                                 \
		UK_TEST_EXPECT_ZERO(_moved);                                   \
	} while (0)

UK_TESTCASE(ukvmem, map_refuses_zero_length)
{
	struct vm_state s = vm_state();

	EXPECT_REFUSED(BASE, 0, 0, -EINVAL);
	EXPECT_REFUSED(__VADDR_ANY, 0, 0, -EINVAL);
	EXPECT_REFUSED(BASE, 0, UK_VMA_MAP_POPULATE, -EINVAL);
	EXPECT_REFUSED(BASE, 0, UK_VMA_MAP_REPLACE, -EINVAL);
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, map_refuses_unaligned)
{
	struct vm_state s = vm_state();

	EXPECT_REFUSED(BASE + 1, PAGE_SIZE, 0, -EINVAL);
	EXPECT_REFUSED(BASE - 1, PAGE_SIZE, 0, -EINVAL);
	EXPECT_REFUSED(BASE + PAGE_SIZE / 2, PAGE_SIZE, 0, -EINVAL);
	EXPECT_REFUSED(BASE, 1, 0, -EINVAL);
	EXPECT_REFUSED(BASE, PAGE_SIZE - 1, 0, -EINVAL);
	EXPECT_REFUSED(BASE, PAGE_SIZE + 1, 0, -EINVAL);
	EXPECT_REFUSED(__VADDR_ANY, PAGE_SIZE + 1, 0, -EINVAL);
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, map_refuses_wrap_around)
{
	const __vaddr_t top = ~(PAGE_SIZE - 1); /* last page of all */
	struct vm_state s = vm_state();

	EXPECT_REFUSED(top, PAGES(2), 0, -EINVAL);
	EXPECT_REFUSED(top, PAGE_SIZE, 0, -EINVAL);
	EXPECT_REFUSED(BASE, -BASE, 0, -EINVAL);
	EXPECT_REFUSED(BASE, -PAGE_SIZE, 0, -EINVAL);
	EXPECT_REFUSED(BASE, ~0UL, 0, -EINVAL);
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, map_refuses_addresses_that_do_not_exist)
{
	struct vm_state s = vm_state();

	EXPECT_REFUSED(0x0001000000000000UL, PAGE_SIZE, 0, -EINVAL);
	EXPECT_REFUSED(0x0100000000000000UL, PAGE_SIZE, 0, -EINVAL);
	EXPECT_REFUSED(__VADDR_INV, PAGE_SIZE, 0, -EINVAL);
	EXPECT_REFUSED(BASE, 0x0001000000000000UL, 0, -EINVAL);
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, map_refuses_page_sizes_that_do_not_exist)
{
	struct vm_state s = vm_state();

	EXPECT_REFUSED(BASE, PAGE_HUGE_SIZE, UK_VMA_MAP_SIZE(1UL), -EINVAL);
	EXPECT_REFUSED(BASE, PAGE_HUGE_SIZE, UK_VMA_MAP_SIZE(13UL), -EINVAL);
	EXPECT_REFUSED(BASE, PAGE_HUGE_SIZE, UK_VMA_MAP_SIZE(20UL), -EINVAL);
	EXPECT_REFUSED(BASE, 1UL << 39, UK_VMA_MAP_SIZE(39UL), -EINVAL);
	EXPECT_REFUSED(BASE, PAGE_HUGE_SIZE, UK_VMA_MAP_SIZE(63UL), -EINVAL);
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, map_any_takes_the_first_hole)
{
	__vaddr_t a = __VADDR_ANY, b = __VADDR_ANY, c = __VADDR_ANY;
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(
		uk_vma_map_anon(vas(), &a, PAGES(4), RW, 0, "a"));
	UK_TEST_EXPECT_ZERO(
		uk_vma_map_anon(vas(), &b, PAGES(4), RW, 0, "b"));
	UK_TEST_EXPECT_SNUM_GE(a, vas()->vma_base);
	UK_TEST_EXPECT_SNUM_EQ(b, a + PAGES(4));
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas(), a, PAGES(4), 0));
	UK_TEST_EXPECT_ZERO(
		uk_vma_map_anon(vas(), &c, PAGES(5), RW, 0, "too long"));
	UK_TEST_EXPECT_SNUM_EQ(c, b + PAGES(4));
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas(), c, PAGES(5), 0));
	c = __VADDR_ANY;
	UK_TEST_EXPECT_ZERO(
		uk_vma_map_anon(vas(), &c, PAGES(4), RW, 0, "fits"));
	UK_TEST_EXPECT_SNUM_EQ(c, a);
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas(), a, PAGES(8), 0));
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, map_any_keeps_out_of_reservations)
{
	__vaddr_t base = __VADDR_ANY, a = __VADDR_ANY;
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(uk_vma_reserve(vas(), &base, PAGES(8)));
	UK_TEST_EXPECT_ZERO(
		uk_vma_map_anon(vas(), &a, PAGES(1), RW, 0, NULL));
	UK_TEST_EXPECT(a < base || a >= base + PAGES(8));
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas(), a, PAGES(1), 0));
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas(), base, PAGES(8), 0));
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, map_any_aligns_to_the_page_size)
{
	__vaddr_t a = __VADDR_ANY, b = __VADDR_ANY;
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(
		uk_vma_map_anon(vas(), &a, PAGE_SIZE, RW, 0, NULL));
	UK_TEST_EXPECT_ZERO(uk_vma_map_anon(vas(), &b, PAGE_LARGE_SIZE, RW,
					    UK_VMA_MAP_SIZE_2MB, NULL));
	UK_TEST_EXPECT(PAGE_LARGE_ALIGNED(b));
	UK_TEST_EXPECT_SNUM_GT(b, a);
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas(), a, PAGE_SIZE, 0));
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas(), b, PAGE_LARGE_SIZE, 0));
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, map_any_without_a_hole)
{
	struct vm_state s = vm_state();

	EXPECT_REFUSED(__VADDR_ANY, 1UL << 48, 0, -ENOMEM);
	EXPECT_REFUSED(__VADDR_ANY, -PAGES(2), 0, -ENOMEM);
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, map_where_something_is)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(4, 4, RW, UK_VMA_MAP_POPULATE, "old"));
	vm_fill(BASE + PAGES(4), 4, 5);
	UK_TEST_EXPECT_SNUM_EQ(vm_anon(4, 4, RW, 0, "same"), -EEXIST);
	UK_TEST_EXPECT_SNUM_EQ(vm_anon(3, 2, RW, 0, "low"), -EEXIST);
	UK_TEST_EXPECT_SNUM_EQ(vm_anon(7, 2, RW, 0, "high"), -EEXIST);
	UK_TEST_EXPECT_SNUM_EQ(vm_anon(5, 1, RW, 0, "inside"), -EEXIST);
	UK_TEST_EXPECT_SNUM_EQ(vm_anon(0, 16, RW, 0, "around"), -EEXIST);
	EXPECT_LAYOUT(16, "--:4 rw,old:4 --:8");
	UK_TEST_EXPECT_ZERO(vm_anon(3, 1, RW, 0, "below"));
	UK_TEST_EXPECT_ZERO(vm_anon(8, 1, RW, 0, "above"));
	EXPECT_LAYOUT(16, "--:3 rw,below:1 rw,old:4 rw,above:1 --:7");
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE + PAGES(4), 4, 5), 4);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, map_over_the_kernel)
{
	struct vm_state s = vm_state();
	__vaddr_t here = PAGE_ALIGN_DOWN((__vaddr_t)&try_map);
	__vaddr_t direct = DIRECTMAP_AREA_START;

	UK_TEST_EXPECT_SNUM_EQ(
		uk_vma_map_anon(vas(), &here, PAGE_SIZE, RW, 0, NULL),
		-EEXIST);
	UK_TEST_EXPECT_SNUM_EQ(
		uk_vma_map_anon(vas(), &direct, PAGE_SIZE, RW, 0, NULL),
		-EEXIST);
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, find)
{
	const struct uk_vma *vma;

	UK_TEST_EXPECT_ZERO(vm_anon(1, 2, RW, 0, "found"));
	vma = uk_vma_find(vas(), BASE + PAGES(1));
	UK_TEST_ASSERT(vma != NULL);
	UK_TEST_EXPECT_SNUM_EQ(vma->start, BASE + PAGES(1));
	UK_TEST_EXPECT_SNUM_EQ(vma->end, BASE + PAGES(3));
	UK_TEST_EXPECT_SNUM_EQ(vma->attr, RW);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_len(vma), PAGES(2));
	UK_TEST_EXPECT_ZERO(strcmp(vma->name, "found"));
	UK_TEST_EXPECT_PTR_EQ(uk_vma_find(vas(), BASE + PAGES(3) - 1), vma);
	UK_TEST_EXPECT_PTR_EQ(uk_vma_find(vas(), BASE + PAGES(2) + 1), vma);
	UK_TEST_EXPECT_NULL(uk_vma_find(vas(), BASE + PAGES(3)));
	UK_TEST_EXPECT_NULL(uk_vma_find(vas(), BASE + PAGES(1) - 1));
	UK_TEST_EXPECT_NULL(uk_vma_find(vas(), 0));
	UK_TEST_EXPECT_NULL(uk_vma_find(vas(), ~0UL));
	vm_clear();
}

UK_TESTCASE(ukvmem, areas_are_sorted_and_linked_both_ways)
{
	const struct uk_vma *vma, *prev = NULL;
	unsigned int count = 0;

	UK_TEST_EXPECT_ZERO(vm_anon(8, 1, RW, 0, "c"));
	UK_TEST_EXPECT_ZERO(vm_anon(0, 1, RW, 0, "a"));
	UK_TEST_EXPECT_ZERO(vm_anon(4, 1, RW, 0, "b"));
	for (vma = uk_vma_first(vas()); vma; vma = uk_vma_next(vma)) {
		UK_TEST_EXPECT_PTR_EQ(uk_vma_prev(vma), prev);
		UK_TEST_EXPECT(!prev || prev->end <= vma->start);
		UK_TEST_EXPECT(vma->start < vma->end);
		prev = vma;
		count++;
	}
	UK_TEST_EXPECT_PTR_EQ(uk_vma_last(vas()), prev);
	UK_TEST_EXPECT_SNUM_GE(count, 3 + 2);
	vm_clear();
}

UK_TESTCASE(ukvmem, kernel_is_reserved_with_its_rights)
{
	const struct uk_vma *vma;
	unsigned int level;
	__pte_t pte;

	for (vma = uk_vma_first(vas()); vma; vma = uk_vma_next(vma)) {
		if (vma->start >= vas()->vma_base)
			break;
		level = PAGE_LEVEL;
		UK_TEST_EXPECT_ZERO(ukplat_pt_walk(vas()->pt, vma->start,
						   &level, NULL, &pte));
		UK_TEST_EXPECT(PT_Lx_PTE_PRESENT(pte, level));
		UK_TEST_EXPECTF((uk_test_rights(pte, level) &
				 PAGE_ATTR_PROT_MASK) == vma->attr,
				"expected area `%s` to have the rights of its pages",
				vma->name);
	}
	vma = uk_vma_find(vas(), (__vaddr_t)&try_map);
	UK_TEST_ASSERT(vma != NULL);
	UK_TEST_EXPECT_SNUM_EQ(vma->attr, PAGE_ATTR_PROT_RX);
}

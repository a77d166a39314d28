/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Changing attributes: of parts, of what is not mapped yet, and what the CPU
 * makes of it at once.
 */
#include "vmem_test.h"

static int set_attr(unsigned long page, unsigned long pages, unsigned long attr)
{
	return uk_vma_set_attr(vas(), BASE + PAGES(page), PAGES(pages), attr,
			       0);
}

/* Eight populated pages, part of which becomes read-only */
static const struct {
	unsigned long page;
	unsigned long pages;
	const char *areas;
} parts[] = {
	{ 0, 1, "r.:1 rw:7" },	    { 0, 7, "r.:7 rw:1" },
	{ 7, 1, "rw:7 r.:1" },	    { 1, 7, "rw:1 r.:7" },
	{ 1, 1, "rw:1 r.:1 rw:6" }, { 3, 2, "rw:3 r.:2 rw:3" },
	{ 6, 1, "rw:6 r.:1 rw:1" }, { 0, 8, "r.:8" },
};

UK_TESTCASE(ukvmem, set_attr_of_part_of_an_area)
{
	struct vm_state s = vm_state();
	unsigned long i, page;
	int inside;

	for (i = 0; i < ARRAY_SIZE(parts); i++) {
		UK_TEST_EXPECT_ZERO(
			vm_anon(0, 8, RW, UK_VMA_MAP_POPULATE, NULL));
		vm_fill(BASE, 8, i);
		UK_TEST_EXPECT_ZERO(set_attr(parts[i].page, parts[i].pages, RO));
		EXPECT_LAYOUT(8, parts[i].areas);
		for (page = 0; page < 8; page++) {
			inside = page - parts[i].page < parts[i].pages;
			EXPECT_WRITABLE(BASE + PAGES(page), PAGE_SIZE, 0,
					inside ? 0 : PAGE_SIZE);
		}
		UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE, 8, i), 8);
		UK_TEST_EXPECT_ZERO(set_attr(parts[i].page, parts[i].pages, RW));
		EXPECT_LAYOUT(8, "rw:8");
		EXPECT_WRITABLE(BASE, PAGES(8), 0, PAGES(8));
		vm_clear();
	}
	EXPECT_NO_LEAK(s);
}

/* A write brings the translation into the TLB; it must not be used any more */
UK_TESTCASE(ukvmem, set_attr_is_effective_at_once)
{
	struct vm_state s = vm_state();
	volatile char *p = (volatile char *)BASE;

	UK_TEST_EXPECT_ZERO(vm_anon(0, 1, RW, 0, NULL));
	p[1] = 'x';
	UK_TEST_EXPECT_ZERO(set_attr(0, 1, RO));
	EXPECT_WRITABLE(BASE, 1, 0, 0);
	UK_TEST_EXPECT_SNUM_EQ(p[1], 'x');
	UK_TEST_EXPECT_ZERO(set_attr(0, 1, RW));
	EXPECT_WRITABLE(BASE, 1, UK_NOFAULTF_NOPAGING, 1);
	UK_TEST_EXPECT_SNUM_EQ(p[1], 'x');
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, set_attr_none_is_effective_at_once)
{
	struct vm_state s = vm_state();
	volatile char *p = (volatile char *)BASE;

	UK_TEST_OWN_RULE("a page without rights cannot be read");
	UK_TEST_EXPECT_ZERO(vm_anon(0, 1, RW, 0, NULL));
	p[1] = 'x';
	UK_TEST_EXPECT_ZERO(set_attr(0, 1, PAGE_ATTR_PROT_NONE));
	EXPECT_READABLE(BASE, 1, 0, 0);
	UK_TEST_EXPECT_ZERO(set_attr(0, 1, RW));
	EXPECT_WRITABLE(BASE, 1, UK_NOFAULTF_NOPAGING, 1);
	UK_TEST_EXPECT_SNUM_EQ(p[1], 'x');
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, set_attr_none_keeps_the_contents)
{
	struct vm_state s = vm_state();

	UK_TEST_OWN_RULE("a page without rights cannot be read");
	UK_TEST_EXPECT_ZERO(vm_anon(0, 4, RW, 0, NULL));
	vm_fill(BASE, 4, 6);
	UK_TEST_EXPECT_ZERO(set_attr(1, 2, PAGE_ATTR_PROT_NONE));
	EXPECT_READABLE(BASE, PAGES(4), 0, PAGES(1));
	EXPECT_READABLE(BASE, PAGES(4), UK_NOFAULTF_CONTINUE, PAGES(2));
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 4);
	UK_TEST_EXPECT_ZERO(set_attr(1, 2, RO));
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE, 4, 6), 4);
	EXPECT_LAYOUT(4, "rw:1 r.:2 rw:1");
	UK_TEST_EXPECT_ZERO(set_attr(0, 4, PAGE_ATTR_PROT_NONE));
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, set_attr_before_the_first_access)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 4, RO, 0, NULL));
	UK_TEST_EXPECT_ZERO(set_attr(2, 2, RW));
	UK_TEST_EXPECT_ZERO(vm_frames_since(&s));
	EXPECT_WRITABLE(BASE, PAGES(4), UK_NOFAULTF_CONTINUE, PAGES(2));
	EXPECT_READABLE(BASE, PAGES(4), 0, PAGES(4));
	EXPECT_LAYOUT(4, "r.:2 rw:2");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, set_attr_across_areas_and_holes)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 2, RW, UK_VMA_MAP_POPULATE, NULL));
	UK_TEST_EXPECT_ZERO(vm_anon(2, 2, RO, 0, NULL));
	UK_TEST_EXPECT_ZERO(vm_anon(6, 2, RW, 0, NULL));
	UK_TEST_EXPECT_ZERO(set_attr(1, 6, RO));
	EXPECT_LAYOUT(8, "rw:1 r.:3 --:2 r.:1 rw:1");
	EXPECT_WRITABLE(BASE, PAGES(8), UK_NOFAULTF_CONTINUE, PAGES(2));
	vm_clear();
	UK_TEST_EXPECT_ZERO(set_attr(0, 8, RO));
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, set_attr_strict_wants_no_holes)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 2, RW, 0, NULL));
	UK_TEST_EXPECT_ZERO(vm_anon(3, 2, RW, 0, NULL));
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_set_attr(vas(), BASE, PAGES(5), RO,
					       UK_VMA_FLAG_STRICT_VMA_CHECK),
			       -ENOENT);
	EXPECT_LAYOUT(5, "rw:2 --:1 rw:2");
	UK_TEST_EXPECT_ZERO(uk_vma_set_attr(vas(), BASE, PAGES(2), RO,
					    UK_VMA_FLAG_STRICT_VMA_CHECK));
	EXPECT_LAYOUT(5, "r.:2 --:1 rw:2");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, set_attr_refuses_bad_ranges)
{
	UK_TEST_OWN_RULE("bad ranges are refused");
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 4, RW, 0, NULL));
	UK_TEST_EXPECT_SNUM_EQ(set_attr(0, 0, RO), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(
		uk_vma_set_attr(vas(), BASE + 8, PAGE_SIZE, RO, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_set_attr(vas(), BASE, 8, RO, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_set_attr(vas(), BASE, -BASE, RO, 0),
			       -EINVAL);
	EXPECT_LAYOUT(4, "rw:4");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, set_attr_that_changes_nothing)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 4, RW, UK_VMA_MAP_POPULATE, NULL));
	UK_TEST_EXPECT_ZERO(set_attr(1, 2, RW));
	EXPECT_LAYOUT(4, "rw:4");
	EXPECT_WRITABLE(BASE, PAGES(4), UK_NOFAULTF_NOPAGING, PAGES(4));
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, set_attr_merges_with_neighbours)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 2, RO, 0, NULL));
	UK_TEST_EXPECT_ZERO(vm_anon(2, 2, RW, 0, NULL));
	UK_TEST_EXPECT_ZERO(vm_anon(4, 2, RO, 0, NULL));
	UK_TEST_EXPECT_ZERO(set_attr(2, 2, RO));
	EXPECT_LAYOUT(6, "r.:6");
	UK_TEST_EXPECT_ZERO(set_attr(0, 3, RW));
	EXPECT_LAYOUT(6, "rw:3 r.:3");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

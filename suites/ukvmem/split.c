/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Unmapping parts of areas: what is left, what is freed, what is untouched.
 */
#include "vmem_test.h"

/* Eight populated pages, part of which is unmapped */
static const struct {
	unsigned long page;
	unsigned long pages;
	const char *left;
} cuts[] = {
	{ 0, 1, "--:1 rw:7" },	     { 0, 7, "--:7 rw:1" },
	{ 7, 1, "rw:7 --:1" },	     { 1, 7, "rw:1 --:7" },
	{ 1, 1, "rw:1 --:1 rw:6" },  { 3, 2, "rw:3 --:2 rw:3" },
	{ 6, 1, "rw:6 --:1 rw:1" },  { 1, 6, "rw:1 --:6 rw:1" },
	{ 0, 8, "--:8" },	     { 4, 4, "rw:4 --:4" },
};

UK_TESTCASE(ukvmem, unmap_part_of_an_area)
{
	struct vm_state s = vm_state();
	unsigned long i, page;

	for (i = 0; i < ARRAY_SIZE(cuts); i++) {
		UK_TEST_EXPECT_ZERO(
			vm_anon(0, 8, RW, UK_VMA_MAP_POPULATE, NULL));
		for (page = 0; page < 8; page++)
			vm_fill(BASE + PAGES(page), 1, page);
		UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas(),
						 BASE + PAGES(cuts[i].page),
						 PAGES(cuts[i].pages), 0));
		EXPECT_LAYOUT(8, cuts[i].left);
		UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 8 - cuts[i].pages);
		for (page = 0; page < 8; page++)
			if (page - cuts[i].page < cuts[i].pages)
				EXPECT_READABLE(BASE + PAGES(page), 1, 0, 0);
			else
				UK_TEST_EXPECT_SNUM_EQ(
					vm_filled(BASE + PAGES(page), 1, page),
					1);
		vm_clear();
	}
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, unmap_across_areas_and_holes)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 4, RW, UK_VMA_MAP_POPULATE, "a"));
	UK_TEST_EXPECT_ZERO(vm_anon(6, 2, RW, UK_VMA_MAP_POPULATE, "b"));
	UK_TEST_EXPECT_ZERO(vm_anon(8, 4, RO, UK_VMA_MAP_POPULATE, "c"));
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas(), BASE + PAGES(2), PAGES(8), 0));
	EXPECT_LAYOUT(16, "rw,a:2 --:8 r.,c:2 --:4");
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 4);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, unmap_what_is_not_mapped)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas(), BASE, PAGES(16), 0));
	UK_TEST_EXPECT_ZERO(vm_anon(2, 1, RW, 0, NULL));
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas(), BASE, PAGES(2), 0));
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas(), BASE + PAGES(3), PAGES(2), 0));
	EXPECT_LAYOUT(4, "--:2 rw:1 --:1");
	vm_clear();
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas(), BASE, PAGES(16), 0));
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, unmap_strict_wants_no_holes)
{
	const unsigned long strict = UK_VMA_FLAG_STRICT_VMA_CHECK;
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_SNUM_EQ(uk_vma_unmap(vas(), BASE, PAGES(1), strict),
			       -ENOENT);
	UK_TEST_EXPECT_ZERO(vm_anon(1, 2, RW, UK_VMA_MAP_POPULATE, "a"));
	UK_TEST_EXPECT_ZERO(vm_anon(3, 1, RW, UK_VMA_MAP_POPULATE, "b"));
	UK_TEST_EXPECT_ZERO(vm_anon(5, 1, RW, UK_VMA_MAP_POPULATE, "c"));
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_unmap(vas(), BASE, PAGES(3), strict),
			       -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_unmap(vas(), BASE + PAGES(2), PAGES(4),
					    strict),
			       -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_unmap(vas(), BASE + PAGES(5), PAGES(2),
					    strict),
			       -ENOENT);
	EXPECT_LAYOUT(8, "--:1 rw,a:2 rw,b:1 --:1 rw,c:1 --:2");
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 4);
	UK_TEST_EXPECT_ZERO(
		uk_vma_unmap(vas(), BASE + PAGES(2), PAGES(2), strict));
	EXPECT_LAYOUT(8, "--:1 rw,a:1 --:3 rw,c:1 --:2");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, unmap_refuses_bad_ranges)
{
	UK_TEST_OWN_RULE("bad ranges are refused");
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 4, RW, 0, NULL));
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_unmap(vas(), BASE, 0, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_unmap(vas(), BASE + 1, PAGE_SIZE, 0),
			       -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_unmap(vas(), BASE, PAGE_SIZE + 1, 0),
			       -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_unmap(vas(), BASE, -BASE, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_unmap(vas(), BASE, -PAGE_SIZE, 0),
			       -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(
		uk_vma_unmap(vas(), 0x0001000000000000UL, PAGE_SIZE, 0),
		-EINVAL);
	EXPECT_LAYOUT(4, "rw:4");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, unmap_frees_only_what_was_touched)
{
	struct vm_state s = vm_state();
	volatile char *p = (volatile char *)BASE;

	UK_TEST_EXPECT_ZERO(vm_anon(0, 512, RW, 0, NULL));
	p[PAGES(1)] = 1;
	p[PAGES(100)] = 1;
	p[PAGES(511)] = 1;
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 3);
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas(), BASE, PAGES(101), 0));
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 1);
	UK_TEST_EXPECT_SNUM_EQ(p[PAGES(511)], 1);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, unmapped_memory_does_not_come_back)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 4, RW, 0, NULL));
	vm_fill(BASE, 4, 9);
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas(), BASE, PAGES(4), 0));
	EXPECT_READABLE(BASE, PAGES(4), UK_NOFAULTF_CONTINUE, 0);
	UK_TEST_EXPECT_ZERO(vm_anon(0, 4, RW, 0, NULL));
	UK_TEST_EXPECT_SNUM_EQ(vm_zeroed(BASE, 4), 4);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

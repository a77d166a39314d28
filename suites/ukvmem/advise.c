/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Advice: giving memory back, and asking for it in advance.
 */
#include "vmem_test.h"

static int advise(unsigned long page, unsigned long pages, unsigned long advice)
{
	return uk_vma_advise(vas(), BASE + PAGES(page), PAGES(pages), advice,
			     0);
}

/* A heap gives back its end, which begins before that of a table */
UK_TESTCASE(ukvmem, dontneed_frees_and_the_area_stays)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 576, RW, 0, NULL));
	vm_fill(BASE + PAGES(448), 128, 2);
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 128);
	UK_TEST_EXPECT_ZERO(advise(480, 96, UK_VMA_ADV_DONTNEED));
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 32);
	EXPECT_LAYOUT(576, "rw:576");
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE + PAGES(448), 128, 2), 32);
	UK_TEST_EXPECT_SNUM_EQ(vm_zeroed(BASE + PAGES(480), 96), 96);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, dontneed_is_effective_at_once)
{
	struct vm_state s = vm_state();
	volatile char *p = (volatile char *)BASE;
	int i;

	UK_TEST_EXPECT_ZERO(vm_anon(0, 1, RW, 0, NULL));
	for (i = 0; i < 8; i++) {
		p[i] = 'd';
		UK_TEST_EXPECT_ZERO(advise(0, 1, UK_VMA_ADV_DONTNEED));
		UK_TEST_EXPECT_ZERO(vm_frames_since(&s));
		EXPECT_READABLE(BASE, 1, UK_NOFAULTF_NOPAGING, 0);
		UK_TEST_EXPECT_ZERO(p[i]);
	}
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, dontneed_of_single_pages)
{
	struct vm_state s = vm_state();
	unsigned long page;

	UK_TEST_EXPECT_ZERO(vm_anon(0, 8, RW, UK_VMA_MAP_POPULATE, NULL));
	for (page = 0; page < 8; page++)
		vm_fill(BASE + PAGES(page), 1, page);
	UK_TEST_EXPECT_ZERO(advise(0, 1, UK_VMA_ADV_DONTNEED));
	UK_TEST_EXPECT_ZERO(advise(3, 1, UK_VMA_ADV_DONTNEED));
	UK_TEST_EXPECT_ZERO(advise(7, 1, UK_VMA_ADV_DONTNEED));
	UK_TEST_EXPECT_ZERO(advise(3, 1, UK_VMA_ADV_DONTNEED));
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 5);
	for (page = 0; page < 8; page++)
		UK_TEST_EXPECT_SNUM_EQ(
			vm_filled(BASE + PAGES(page), 1, page),
			page != 0 && page != 3 && page != 7);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, dontneed_of_what_was_never_touched)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 8, RW, 0, NULL));
	UK_TEST_EXPECT_ZERO(advise(0, 8, UK_VMA_ADV_DONTNEED));
	UK_TEST_EXPECT_ZERO(vm_frames_since(&s));
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, willneed_maps_the_pages)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 8, RW, 0, NULL));
	UK_TEST_EXPECT_ZERO(advise(2, 3, UK_VMA_ADV_WILLNEED));
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 3);
	EXPECT_READABLE(BASE, PAGES(8),
			UK_NOFAULTF_NOPAGING | UK_NOFAULTF_CONTINUE, PAGES(3));
	EXPECT_READABLE(BASE + PAGES(2), PAGES(3), UK_NOFAULTF_NOPAGING,
			PAGES(3));
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, willneed_leaves_what_is_there)
{
	struct vm_state s = vm_state();
	__paddr_t paddr;

	UK_TEST_EXPECT_ZERO(vm_anon(0, 4, RW, 0, NULL));
	vm_fill(BASE + PAGES(1), 1, 4);
	paddr = vm_paddr(BASE + PAGES(1));
	UK_TEST_EXPECT_ZERO(advise(0, 4, UK_VMA_ADV_WILLNEED));
	UK_TEST_EXPECT_ZERO(advise(0, 4, UK_VMA_ADV_WILLNEED));
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 4);
	UK_TEST_EXPECT_SNUM_EQ(vm_paddr(BASE + PAGES(1)), paddr);
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE + PAGES(1), 1, 4), 1);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, dontneed_and_willneed_give_fresh_pages)
{
	UK_TEST_OWN_RULE("both advices give fresh pages");
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 4, RW, 0, NULL));
	vm_fill(BASE, 4, 4);
	UK_TEST_EXPECT_ZERO(
		advise(0, 4, UK_VMA_ADV_DONTNEED | UK_VMA_ADV_WILLNEED));
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 4);
	EXPECT_READABLE(BASE, PAGES(4), UK_NOFAULTF_NOPAGING, PAGES(4));
	UK_TEST_EXPECT_SNUM_EQ(vm_zeroed(BASE, 4), 4);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, advice_across_areas_and_holes)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 2, RW, UK_VMA_MAP_POPULATE, "a"));
	UK_TEST_EXPECT_ZERO(vm_anon(4, 2, RW, UK_VMA_MAP_POPULATE, "b"));
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_advise(vas(), BASE, PAGES(6),
					     UK_VMA_ADV_DONTNEED,
					     UK_VMA_FLAG_STRICT_VMA_CHECK),
			       -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 4);
	UK_TEST_EXPECT_ZERO(advise(1, 4, UK_VMA_ADV_DONTNEED));
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 2);
	UK_TEST_EXPECT_SNUM_EQ(vm_level(BASE), PAGE_LEVEL);
	UK_TEST_EXPECT_SNUM_EQ(vm_level(BASE + PAGES(5)), PAGE_LEVEL);
	vm_clear();
	UK_TEST_EXPECT_ZERO(advise(0, 4, UK_VMA_ADV_DONTNEED));
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, advice_refuses_bad_arguments)
{
	UK_TEST_OWN_RULE("bad ranges are refused");
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 4, RW, UK_VMA_MAP_POPULATE, NULL));
	UK_TEST_EXPECT_SNUM_EQ(advise(0, 0, UK_VMA_ADV_DONTNEED), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(advise(0, 4, 0x80), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_advise(vas(), BASE + 1, PAGE_SIZE,
					     UK_VMA_ADV_DONTNEED, 0),
			       -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_advise(vas(), BASE, PAGE_SIZE - 1,
					     UK_VMA_ADV_DONTNEED, 0),
			       -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_advise(vas(), BASE, -BASE,
					     UK_VMA_ADV_DONTNEED, 0),
			       -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 4);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

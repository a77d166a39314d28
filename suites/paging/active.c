/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The page table in use: the CPU follows every change at once.
 */
#include "paging_test.h"

static struct uk_pagetable *active(void)
{
	return ukplat_pt_get_active();
}

static volatile unsigned long *word(unsigned long page)
{
	return (volatile unsigned long *)(BASE + PAGES(page));
}

static __sz readable(unsigned long pages)
{
	return uk_nofault_probe_r(BASE, PAGES(pages), UK_NOFAULTF_CONTINUE);
}

static __sz writable(unsigned long pages)
{
	return uk_nofault_probe_rw(BASE, PAGES(pages), UK_NOFAULTF_CONTINUE);
}

UK_TESTCASE(paging, unmapped_page_faults_at_once)
{
	unsigned long tables = uk_test_tables(active());
	__sz before = active()->fa->free_memory;

	UK_TEST_EXPECT_ZERO(
		ukplat_page_map(active(), BASE, __PADDR_ANY, 2, RW, 0));
	*word(0) = 1;
	*word(1) = 2;
	UK_TEST_EXPECT_ZERO(ukplat_page_unmap(active(), BASE, 1, 0));
	UK_TEST_EXPECT_SNUM_EQ(readable(2), PAGES(1));
	UK_TEST_EXPECT_SNUM_EQ(*word(1), 2);
	UK_TEST_EXPECT_ZERO(ukplat_page_unmap(active(), BASE, 2, 0));
	UK_TEST_EXPECT_ZERO(readable(2));
	UK_TEST_EXPECT_SNUM_EQ(active()->fa->free_memory, before);
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(active()), tables);
}

/* Few pages are flushed one by one, many by flushing everything */
UK_TESTCASE(paging, unmapping_many_pages_is_seen_at_once)
{
	static const unsigned long counts[] = { 1, 2, 31, 32, 33, 64, 600 };
	unsigned long i, page;

	for (i = 0; i < ARRAY_SIZE(counts); i++) {
		UK_TEST_EXPECT_ZERO(ukplat_page_map(active(), BASE,
						    __PADDR_ANY, counts[i], RW,
						    FORCE(0)));
		for (page = 0; page < counts[i]; page++)
			*word(page) = page;
		UK_TEST_EXPECT_ZERO(
			ukplat_page_unmap(active(), BASE, counts[i], 0));
		UK_TEST_EXPECT_ZERO(readable(counts[i]));
	}
}

UK_TESTCASE(paging, other_memory_at_the_same_address)
{
	__paddr_t a = uk_falloc(active()->fa, 1);
	__paddr_t b = uk_falloc(active()->fa, 1);
	const unsigned long keep = PAGE_FLAG_KEEP_FRAMES;

	UK_TEST_EXPECT_ZERO(ukplat_page_map(active(), BASE, a, 1, RW, 0));
	*word(0) = 0xaaaa;
	UK_TEST_EXPECT_ZERO(ukplat_page_unmap(active(), BASE, 1, keep));
	UK_TEST_EXPECT_ZERO(ukplat_page_map(active(), BASE, b, 1, RW, 0));
	*word(0) = 0xbbbb;
	UK_TEST_EXPECT_ZERO(ukplat_page_unmap(active(), BASE, 1, keep));
	UK_TEST_EXPECT_ZERO(ukplat_page_map(active(), BASE, a, 1, RW, 0));
	UK_TEST_EXPECT_SNUM_EQ(*word(0), 0xaaaa);
	UK_TEST_EXPECT_ZERO(ukplat_page_unmap(active(), BASE, 1, 0));
	uk_ffree(active()->fa, b, 1);
}

static int put_frame_of_ctx(struct uk_pagetable *in __unused,
			    __vaddr_t vaddr __unused,
			    __vaddr_t pt_vaddr __unused, unsigned int level,
			    __pte_t *pte, void *ctx)
{
	*pte = PT_Lx_PTE_SET_PADDR(*pte, level, *(__paddr_t *)ctx);
	return 0;
}

UK_TESTCASE(paging, mapper_replacement_is_seen_at_once)
{
	__paddr_t a = uk_falloc(active()->fa, 1);
	__paddr_t b = uk_falloc(active()->fa, 1);
	struct ukplat_page_mapx to_a = { put_frame_of_ctx, &a };
	struct ukplat_page_mapx to_b = { put_frame_of_ctx, &b };

	UK_TEST_EXPECT_ZERO(ukplat_page_map(active(), BASE, a, 1, RW, 0));
	*word(0) = 0xaaaa;
	UK_TEST_EXPECT_ZERO(
		ukplat_page_mapx(active(), BASE, 0, 1, RW, FORCE(0), &to_b));
	*word(0) = 0xbbbb;
	UK_TEST_EXPECT_ZERO(
		ukplat_page_mapx(active(), BASE, 0, 1, RO, FORCE(0), &to_a));
	UK_TEST_EXPECT_SNUM_EQ(*word(0), 0xaaaa);
	UK_TEST_EXPECT_SNUM_EQ(readable(1), PAGES(1));
	UK_TEST_EXPECT_ZERO(writable(1));
	UK_TEST_EXPECT_ZERO(ukplat_page_unmap(active(), BASE, 1, 0));
	uk_ffree(active()->fa, b, 1);
}

UK_TESTCASE(paging, attributes_are_effective_at_once)
{
	UK_TEST_EXPECT_ZERO(ukplat_page_map(active(), BASE, __PADDR_ANY, 3, RW,
					    FORCE(0)));
	*word(1) = 5;
	UK_TEST_EXPECT_SNUM_EQ(writable(3), PAGES(3));
	UK_TEST_EXPECT_ZERO(
		ukplat_page_set_attr(active(), BASE + PAGES(1), 1, RO, 0));
	UK_TEST_EXPECT_SNUM_EQ(writable(3), PAGES(2));
	UK_TEST_EXPECT_SNUM_EQ(readable(3), PAGES(3));
	UK_TEST_EXPECT_ZERO(
		ukplat_page_set_attr(active(), BASE, 3, RW, 0));
	UK_TEST_EXPECT_SNUM_EQ(writable(3), PAGES(3));
	UK_TEST_EXPECT_SNUM_EQ(*word(1), 5);
	UK_TEST_EXPECT_ZERO(ukplat_page_unmap(active(), BASE, 3, 0));
}

UK_TESTCASE(paging, without_rights_is_effective_at_once)
{
	UK_TEST_OWN_RULE("a page without rights cannot be read");
	UK_TEST_EXPECT_ZERO(ukplat_page_map(active(), BASE, __PADDR_ANY, 3, RW,
					    FORCE(0)));
	*word(1) = 5;
	UK_TEST_EXPECT_ZERO(ukplat_page_set_attr(active(), BASE, 3,
						 PAGE_ATTR_PROT_NONE, 0));
	UK_TEST_EXPECT_ZERO(readable(3));
	UK_TEST_EXPECT_ZERO(
		ukplat_page_set_attr(active(), BASE, 3, RW, 0));
	UK_TEST_EXPECT_SNUM_EQ(writable(3), PAGES(3));
	UK_TEST_EXPECT_SNUM_EQ(*word(1), 5);
	UK_TEST_EXPECT_ZERO(ukplat_page_unmap(active(), BASE, 3, 0));
}

UK_TESTCASE(paging, large_page_split_keeps_the_contents)
{
	unsigned long page, good = 0;

	UK_TEST_EXPECT_ZERO(ukplat_page_map(active(), BASE, __PADDR_ANY, 1, RW,
					    FORCE(1)));
	for (page = 0; page < 512; page++)
		*word(page) = page * 3 + 1;
	UK_TEST_EXPECT_ZERO(
		ukplat_page_set_attr(active(), BASE + PAGES(200), 2, RO, 0));
	UK_TEST_EXPECT_SNUM_EQ(level_in(active(), BASE), 0);
	UK_TEST_EXPECT_SNUM_EQ(writable(512), PAGES(510));
	for (page = 0; page < 512; page++)
		good += *word(page) == page * 3 + 1;
	UK_TEST_EXPECT_SNUM_EQ(good, 512);
	UK_TEST_EXPECT_ZERO(ukplat_page_unmap(active(), BASE, 512, 0));
	UK_TEST_EXPECT_ZERO(readable(512));
}

UK_TESTCASE(paging, clone_is_a_copy_of_its_own)
{
	__sz before = active()->fa->free_memory;
	struct uk_pagetable *kernel = active();
	__vaddr_t code = (__vaddr_t)&readable;
	unsigned long in_clone;

	UK_TEST_EXPECT_ZERO(ukplat_pt_clone(&pt, kernel, 0));
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), uk_test_tables(kernel));
	UK_TEST_EXPECT_SNUM_EQ(paddr_in(&pt, code), paddr_in(kernel, code));
	UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, code), attr_in(kernel, code));
	UK_TEST_EXPECT_ZERO(
		ukplat_page_map(&pt, BASE, __PADDR_ANY, 1, RW, 0));
	UK_TEST_EXPECT_ZERO(readable(1));
	UK_TEST_EXPECT_ZERO(ukplat_pt_set_active(&pt));
	*word(0) = 99;
	in_clone = *word(0);
	UK_TEST_EXPECT_ZERO(ukplat_pt_set_active(kernel));
	UK_TEST_EXPECT_PTR_EQ(active(), kernel);
	UK_TEST_EXPECT_SNUM_EQ(in_clone, 99);
	UK_TEST_EXPECT_ZERO(readable(1));
	UK_TEST_EXPECT_ZERO(ukplat_page_unmap(&pt, BASE, 1, 0));
	UK_TEST_EXPECT_ZERO(ukplat_pt_free(&pt, PAGE_FLAG_KEEP_FRAMES));
	UK_TEST_EXPECT_SNUM_EQ(active()->fa->free_memory, before);
}

UK_TESTCASE(paging, clone_without_memory_leaves_nothing)
{
	struct uk_pagetable clone;
	unsigned long allowed;

	UK_TEST_EXPECT_ZERO(pt_begin());
	/* one frame is the allocator's: it is not the clone's to free */
	UK_TEST_EXPECT_ZERO(
		ukplat_page_map(&pt, BASE, __PADDR_ANY, 1, RW, FORCE(0)));
	UK_TEST_EXPECT_ZERO(ukplat_page_map(&pt, BASE + PAGES(1),
					    PBASE + PAGES(1), 599, RW,
					    FORCE(0)));
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 5);
	for (allowed = 0; allowed < 5; allowed++) {
		pt_allow(allowed);
		UK_TEST_EXPECT_SNUM_EQ(ukplat_pt_clone(&clone, &pt, 0),
				       -ENOMEM);
		UK_TEST_EXPECT_SNUM_EQ(pt_taken(), 4 + 1);
	}
	pt_allow_all();
	UK_TEST_EXPECT_ZERO(ukplat_pt_clone(&clone, &pt, 0));
	UK_TEST_EXPECT_SNUM_EQ(pt_taken(), 4 + 1 + 5);
	UK_TEST_EXPECT_ZERO(ukplat_pt_free(&clone, PAGE_FLAG_KEEP_FRAMES));
	UK_TEST_EXPECT_SNUM_EQ(pt_taken(), 4 + 1);
	EXPECT_NO_LEAK();
}

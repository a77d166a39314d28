/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Flushes come between the old and the new: before a frame or a table goes back,
 * and before another entry is written. An emulator's TLB keeps no tables, and all
 * of a large page goes at once, so that no access tells that one is missing: the
 * linker leads them through here (Makefile.uk).
 */
#include "paging_test.h"

/* NULL on a kernel that flushes in another way */
void __real_ukplat_tlb_flush_range(__vaddr_t vaddr, unsigned long pages)
	__attribute__((weak));
void __wrap_ukplat_tlb_flush_range(__vaddr_t vaddr, unsigned long pages);

/* What a case looks for in `pt`. A range of no pages: nothing */
static struct {
	__vaddr_t vaddr;
	unsigned long pages;
	/* Flushes of the whole range, and those while its entry was there */
	unsigned int flushes, unbroken;
	/* Given back, and before the first flush */
	unsigned int given, too_early;
	struct uk_falloc fa;
	struct uk_falloc *real;
} watch;

void __wrap_ukplat_tlb_flush_range(__vaddr_t vaddr, unsigned long pages)
{
	if (watch.pages && vaddr <= watch.vaddr &&
	    watch.vaddr - vaddr + PAGES(watch.pages) <= PAGES(pages)) {
		watch.flushes++;
		watch.unbroken += level_in(&pt, watch.vaddr) >= 0;
	}
	__real_ukplat_tlb_flush_range(vaddr, pages);
}

static int watching_falloc(struct uk_falloc *fa __unused, __paddr_t *paddr,
			   unsigned long frames, unsigned long flags)
{
	return watch.real->falloc(watch.real, paddr, frames, flags);
}

static int watching_ffree(struct uk_falloc *fa __unused, __paddr_t paddr,
			  unsigned long frames)
{
	watch.given++;
	watch.too_early += !watch.flushes;
	return watch.real->ffree(watch.real, paddr, frames);
}

static void watch_begin(__vaddr_t vaddr, unsigned long pages)
{
	memset(&watch, 0, sizeof(watch));
	watch.vaddr = vaddr;
	watch.pages = pages;
	watch.fa.falloc = watching_falloc;
	watch.fa.ffree = watching_ffree;
	watch.real = pt.fa;
	pt.fa = &watch.fa;
}

static void watch_end(void)
{
	pt.fa = watch.real;
	watch.pages = 0;
}

#define SKIP_WITHOUT_FLUSHES()                                                 \
	do {                                                                   \
		if (!__real_ukplat_tlb_flush_range)                            \
			UK_TEST_SKIP("no ukplat_tlb_flush_range()");           \
	} while (0)

static int map_linear(unsigned int level)
{
	return ukplat_page_map(&pt, BASE, PBASE, 1, RW, FORCE(level));
}

static int map_with(int (*fn)(struct uk_pagetable *, __vaddr_t, __vaddr_t,
			      unsigned int, __pte_t *, void *))
{
	struct ukplat_page_mapx mapx = { fn, NULL };

	return ukplat_page_mapx(&pt, BASE, 0, 1, RW, FORCE(0), &mapx);
}

static int other_page(struct uk_pagetable *in __unused,
		      __vaddr_t vaddr __unused, __vaddr_t pt_vaddr __unused,
		      unsigned int level, __pte_t *pte, void *ctx __unused)
{
	*pte = PT_Lx_PTE_SET_PADDR(*pte, level, PBASE + PAGES(7));
	return 0;
}

static int no_page(struct uk_pagetable *in __unused, __vaddr_t vaddr __unused,
		   __vaddr_t pt_vaddr __unused, unsigned int level __unused,
		   __pte_t *pte __unused, void *ctx __unused)
{
	return UKPLAT_PAGE_MAPX_ESKIP;
}

/* Two sizes for one address at a time are a fault of their own on arm64 */
UK_TESTCASE(paging, split_page_is_forgotten_before_the_table_is_there)
{
	SKIP_WITHOUT_FLUSHES();
	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(map_linear(1));
	watch_begin(BASE, LARGE / PAGE_SIZE);
	UK_TEST_EXPECT_ZERO(
		ukplat_page_set_attr(&pt, BASE + PAGES(9), 1, RO, 0));
	watch_end();
	UK_TEST_EXPECT_SNUM_EQ(watch.flushes, 1);
	UK_TEST_EXPECT_ZERO(watch.unbroken);
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, replaced_page_is_forgotten_before_the_next_is_there)
{
	SKIP_WITHOUT_FLUSHES();
	UK_TEST_EXPECT_ZERO(pt_begin());
	UK_TEST_EXPECT_ZERO(map_linear(0));
	watch_begin(BASE, 1);
	UK_TEST_EXPECT_ZERO(map_with(other_page));
	watch_end();
	UK_TEST_EXPECT_SNUM_EQ(watch.flushes, 1);
	UK_TEST_EXPECT_ZERO(watch.unbroken);
	UK_TEST_EXPECT_SNUM_EQ(paddr_in(&pt, BASE), PBASE + PAGES(7));
	EXPECT_NO_LEAK();
}

/* More than are gathered for one flush; each of both counts has its own */
UK_TESTCASE(paging, frames_are_forgotten_before_they_are_given_back)
{
	static const unsigned long counts[] = { 1, 40 };
	unsigned int i;

	SKIP_WITHOUT_FLUSHES();
	UK_TEST_EXPECT_ZERO(pt_begin());
	for (i = 0; i < ARRAY_SIZE(counts); i++) {
		UK_TEST_EXPECT_ZERO(ukplat_page_map(&pt, BASE, __PADDR_ANY,
						    counts[i], RW, FORCE(0)));
		watch_begin(BASE, 1);
		UK_TEST_EXPECT_ZERO(
			ukplat_page_unmap(&pt, BASE, counts[i], 0));
		watch_end();
		UK_TEST_EXPECT_SNUM_EQ(watch.given, counts[i] + 3);
		UK_TEST_EXPECT_ZERO(watch.too_early);
	}
	EXPECT_NO_LEAK();
}

/* Left empty by another call, so that no page of theirs is flushed in this one */
UK_TESTCASE(paging, empty_tables_are_forgotten_before_they_are_given_back)
{
	int way;

	SKIP_WITHOUT_FLUSHES();
	UK_TEST_EXPECT_ZERO(pt_begin());
	for (way = 0; way < 2; way++) {
		UK_TEST_EXPECT_ZERO(map_linear(0));
		UK_TEST_EXPECT_ZERO(ukplat_page_unmap(&pt, BASE, 1,
						      PAGE_FLAG_KEEP_PTES));
		watch_begin(BASE, 1);
		UK_TEST_EXPECT_ZERO(way ? map_linear(1) :
					  ukplat_page_unmap(&pt, BASE, 1, 0));
		watch_end();
		UK_TEST_EXPECT_SNUM_EQ(watch.given, way ? 1 : 3);
		UK_TEST_EXPECT_ZERO(watch.too_early);
	}
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, unused_tables_are_forgotten_before_they_are_given_back)
{
	SKIP_WITHOUT_FLUSHES();
	UK_TEST_EXPECT_ZERO(pt_begin());
	watch_begin(BASE, 1);
	UK_TEST_EXPECT_ZERO(map_with(no_page));
	watch_end();
	UK_TEST_EXPECT_SNUM_EQ(watch.given, 3);
	UK_TEST_EXPECT_ZERO(watch.too_early);
	EXPECT_NO_LEAK();
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The page mapper: when it is asked, and what its answers do.
 */
#include "paging_test.h"

/* A mapper that answers as told, and remembers what it was asked */
static struct {
	unsigned int calls;
	__vaddr_t vaddr[16];
	unsigned int level[16];
	__paddr_t paddr[16];
	int old_present;
	int answer;	     /* from call number `from` on */
	unsigned int from;
	int large_too_big;
	__paddr_t replace;   /* address to put into the entry, if not 0 */
	unsigned long attr;  /* attributes to put into it, if not 0 */
} m;

static int mapper(struct uk_pagetable *in __unused, __vaddr_t vaddr,
		  __vaddr_t pt_vaddr, unsigned int level, __pte_t *pte,
		  void *ctx __unused)
{
	unsigned int i = m.calls++;
	__pte_t old;

	if (i < ARRAY_SIZE(m.vaddr)) {
		m.vaddr[i] = vaddr;
		m.level[i] = level;
		m.paddr[i] = PT_Lx_PTE_PADDR(*pte, level);
	}
	ukarch_pte_read(pt_vaddr, level, PT_Lx_IDX(vaddr, level), &old);
	m.old_present = PT_Lx_PTE_PRESENT(old, level);
	if (level > PAGE_LEVEL && m.large_too_big)
		return UKPLAT_PAGE_MAPX_ETOOBIG;
	if (i >= m.from && m.answer)
		return m.answer;
	if (m.replace)
		*pte = PT_Lx_PTE_SET_PADDR(*pte, level, m.replace);
	if (m.attr)
		*pte = ukarch_pte_set_attr(*pte, m.attr, level);
	return 0;
}

static struct ukplat_page_mapx mapx = { mapper, NULL };

static int mapx_begin(void)
{
	memset(&m, 0, sizeof(m));
	return pt_begin();
}

UK_TESTCASE(paging, mapper_is_asked_for_each_page_in_order)
{
	unsigned int i;

	UK_TEST_EXPECT_ZERO(mapx_begin());
	UK_TEST_EXPECT_ZERO(ukplat_page_mapx(&pt, BASE + LARGE - PAGES(2),
					     PBASE + LARGE - PAGES(2),
					     2 + 512 + 2, RW, 0, &mapx));
	UK_TEST_EXPECT_SNUM_EQ(m.calls, 5);
	for (i = 0; i < 5; i++) {
		UK_TEST_EXPECT_SNUM_EQ(m.level[i], i == 2);
		UK_TEST_EXPECT_SNUM_EQ(m.paddr[i] - PBASE, m.vaddr[i] - BASE);
	}
	UK_TEST_EXPECT_SNUM_EQ(m.vaddr[2], BASE + LARGE);
	UK_TEST_EXPECT_SNUM_EQ(m.vaddr[4], BASE + 2 * LARGE + PAGES(1));
	UK_TEST_EXPECT(!m.old_present);
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, mapper_changes_the_entry)
{
	UK_TEST_EXPECT_ZERO(mapx_begin());
	m.attr = RX;
	m.replace = PBASE + PAGES(50);
	UK_TEST_EXPECT_ZERO(
		ukplat_page_mapx(&pt, BASE, 0, 1, RW, FORCE(0), &mapx));
	UK_TEST_EXPECT_SNUM_EQ(paddr_in(&pt, BASE), PBASE + PAGES(50));
	UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE), RX);
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, mapper_with_a_frame_of_its_own)
{
	UK_TEST_EXPECT_ZERO(mapx_begin());
	m.replace = PBASE;
	UK_TEST_EXPECT_ZERO(ukplat_page_mapx(&pt, BASE, __PADDR_ANY, 1, RW,
					     FORCE(0), &mapx));
	UK_TEST_EXPECT(m.paddr[0] != PBASE);
	UK_TEST_EXPECT_SNUM_EQ(paddr_in(&pt, BASE), PBASE);
	UK_TEST_EXPECT_SNUM_EQ(pt_taken(), 3);
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, mapper_skips)
{
	UK_TEST_EXPECT_ZERO(mapx_begin());
	m.answer = UKPLAT_PAGE_MAPX_ESKIP;
	UK_TEST_EXPECT_ZERO(ukplat_page_mapx(&pt, BASE, __PADDR_ANY, 4, RW,
					     FORCE(0), &mapx));
	UK_TEST_EXPECT_SNUM_EQ(m.calls, 4);
	UK_TEST_EXPECT_ZERO(pt_taken());
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 1);
	m.from = m.calls + 2;
	UK_TEST_EXPECT_ZERO(ukplat_page_mapx(&pt, BASE, __PADDR_ANY, 4, RW,
					     FORCE(0), &mapx));
	EXPECT_LEVEL(BASE + PAGES(1), 0);
	EXPECT_LEVEL(BASE + PAGES(2), -1);
	UK_TEST_EXPECT_SNUM_EQ(pt_taken(), 2 + 3);
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, mapper_gives_up)
{
	UK_TEST_EXPECT_ZERO(mapx_begin());
	m.answer = -EIO;
	UK_TEST_EXPECT_SNUM_EQ(ukplat_page_mapx(&pt, BASE, __PADDR_ANY, 4, RW,
						FORCE(0), &mapx),
			       -EIO);
	UK_TEST_EXPECT_ZERO(pt_taken());
	UK_TEST_EXPECT_SNUM_EQ(uk_test_tables(&pt), 1);
	m.from = m.calls + 2;
	UK_TEST_EXPECT_SNUM_EQ(ukplat_page_mapx(&pt, BASE, __PADDR_ANY, 4, RW,
						FORCE(0), &mapx),
			       -EIO);
	UK_TEST_EXPECT_SNUM_EQ(pt_taken(), 2 + 3);
	EXPECT_LEVEL(BASE + PAGES(1), 0);
	EXPECT_LEVEL(BASE + PAGES(2), -1);
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, mapper_wants_smaller_pages)
{
	UK_TEST_EXPECT_ZERO(mapx_begin());
	m.large_too_big = 1;
	UK_TEST_EXPECT_ZERO(
		ukplat_page_mapx(&pt, BASE, PBASE, 512, RW, 0, &mapx));
	UK_TEST_EXPECT_SNUM_EQ(m.calls, 513);
	UK_TEST_EXPECT_SNUM_EQ(m.level[0], 1);
	UK_TEST_EXPECT_SNUM_EQ(m.level[1], 0);
	EXPECT_LEVEL(BASE, 0);
	UK_TEST_EXPECT_SNUM_EQ(count_linear(BASE, 512), 512);
	UK_TEST_EXPECT_ZERO(ukplat_page_unmap(&pt, BASE, 512, 0));
	UK_TEST_EXPECT_SNUM_EQ(ukplat_page_mapx(&pt, BASE, __PADDR_ANY, 1, RW,
						FORCE(1), &mapx),
			       -EINVAL);
	m.answer = UKPLAT_PAGE_MAPX_ETOOBIG;
	UK_TEST_EXPECT_SNUM_EQ(ukplat_page_mapx(&pt, BASE, __PADDR_ANY, 1, RW,
						0, &mapx),
			       -EINVAL);
	UK_TEST_EXPECT_ZERO(pt_taken());
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, mapper_sees_and_replaces_what_is_there)
{
	__paddr_t paddr;

	UK_TEST_EXPECT_ZERO(mapx_begin());
	UK_TEST_EXPECT_ZERO(
		ukplat_page_map(&pt, BASE, __PADDR_ANY, 1, RW, 0));
	paddr = paddr_in(&pt, BASE);
	UK_TEST_EXPECT_ZERO(ukplat_page_mapx(&pt, BASE, __PADDR_ANY, 1, RX, 0,
					     &mapx));
	UK_TEST_EXPECT(m.old_present);
	UK_TEST_EXPECT_SNUM_EQ(m.paddr[0], paddr);
	UK_TEST_EXPECT_SNUM_EQ(paddr_in(&pt, BASE), paddr);
	UK_TEST_EXPECT_SNUM_EQ(attr_in(&pt, BASE), RX);
	UK_TEST_EXPECT_SNUM_EQ(pt_taken(), 1 + 3);
	EXPECT_NO_LEAK();
}

UK_TESTCASE(paging, mapper_for_part_of_a_large_page)
{
	UK_TEST_EXPECT_ZERO(mapx_begin());
	UK_TEST_EXPECT_ZERO(
		ukplat_page_map(&pt, BASE, PBASE, 1, RW, FORCE(1)));
	m.replace = PBASE + LARGE;
	UK_TEST_EXPECT_ZERO(ukplat_page_mapx(&pt, BASE + PAGES(9), 0, 1, RO,
					     FORCE(0), &mapx));
	UK_TEST_EXPECT_SNUM_EQ(m.calls, 1);
	UK_TEST_EXPECT_SNUM_EQ(paddr_in(&pt, BASE + PAGES(9)), PBASE + LARGE);
	UK_TEST_EXPECT_SNUM_EQ(count_linear(BASE, 512), 511);
	EXPECT_NO_LEAK();
}

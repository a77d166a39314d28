/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pages of each size that the CPU has, looked through: every part of a page shows
 * the memory that it is a page of, to the last byte, and nothing else is mapped.
 */
#ifdef __x86_64__
#include <x86/cpu.h>
#endif

#include "paging_test.h"

static const char marker[64] __align(64) = "seen through pages of any size";

static struct uk_pagetable *active(void)
{
	return ukplat_pt_get_active();
}

static __paddr_t paddr_of(const void *p)
{
	__vaddr_t page = PAGE_ALIGN_DOWN((__vaddr_t)p);

	return paddr_in(active(), page) + ((__vaddr_t)p - page);
}

/* One page of the level, read only, over the kernel's own memory */
static void look_at_marker(struct uk_testcase *esac, unsigned int level)
{
	__paddr_t paddr = paddr_of(marker);
	__paddr_t page = PAGE_Lx_ALIGN_DOWN(paddr, level);
	const char *seen = (const char *)BASE + (paddr - page);

	UK_TEST_EXPECT_ZERO(ukplat_page_map(active(), BASE, page, 1, RO,
					    FORCE(level)));
	UK_TEST_EXPECT_SNUM_EQ(level_in(active(), BASE), (int)level);
	UK_TEST_EXPECT_BYTES_EQ(seen, marker, sizeof(marker));
	UK_TEST_EXPECT_ZERO(uk_nofault_probe_rw((__vaddr_t)seen, 1, 0));
	UK_TEST_EXPECT_ZERO(uk_nofault_probe_r(BASE + PAGE_Lx_SIZE(level), 1, 0));
	UK_TEST_EXPECT_ZERO(uk_nofault_probe_r(BASE - 1, 1, 0));
	UK_TEST_EXPECT_ZERO(ukplat_page_unmap(active(), BASE, 1,
					      FORCE(level) |
						      PAGE_FLAG_KEEP_FRAMES));
	UK_TEST_EXPECT_ZERO(uk_nofault_probe_r((__vaddr_t)seen, 1, 0));
}

UK_TESTCASE(paging, small_page_shows_its_memory)
{
	look_at_marker(esac, 0);
}

UK_TESTCASE(paging, large_page_shows_its_memory)
{
	look_at_marker(esac, 1);
}

/* Whether the CPU has 1 GiB pages: Intel SDM vol. 3A 4.1.4; Arm ARM D8.3 */
static __bool has_huge_pages(void)
{
#ifdef __x86_64__
	return x86_cpuid(0x80000001, 0).edx >> 26 & 1;
#else
	return 1;
#endif
}

UK_TESTCASE(paging, huge_pages_are_used_where_the_cpu_has_them)
{
	UK_TEST_EXPECT_SNUM_EQ(PAGE_Lx_HAS(2), has_huge_pages());
}

UK_TESTCASE(paging, huge_page_shows_its_memory)
{
	if (!PAGE_Lx_HAS(2))
		UK_TEST_SKIP("the CPU has no 1 GiB pages");
	look_at_marker(esac, 2);
}

UK_TESTCASE(paging, huge_page_is_refused_where_the_cpu_has_none)
{
	if (PAGE_Lx_HAS(2))
		UK_TEST_SKIP("the CPU has 1 GiB pages");
	UK_TEST_EXPECT_SNUM_EQ(ukplat_page_map(active(), BASE, 0, 1, RO,
					       FORCE(2)),
			       -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(level_in(active(), BASE), -1);
}

/* @return 4 KiB pages of a large page that do not show their frame */
static unsigned long wrong_frames(__paddr_t frames)
{
	unsigned long page, wrong = 0;

	for (page = 0; page < LARGE / PAGE_SIZE; page++) {
		volatile unsigned long *seen =
			(volatile unsigned long *)(BASE + PAGES(page + 1)) - 1;
		volatile unsigned long *frame =
			(volatile unsigned long *)(ukplat_page_kmap(
							   active(), frames,
							   LARGE / PAGE_SIZE,
							   0) +
						   PAGES(page + 1)) -
			1;

		*frame = page * 7 + 1;
		wrong += *seen != page * 7 + 1;
	}
	return wrong;
}

UK_TESTCASE(paging, large_page_has_all_its_frames)
{
	UK_TEST_EXPECT_ZERO(ukplat_page_map(active(), BASE, __PADDR_ANY, 1, RW,
					    FORCE(1)));
	UK_TEST_EXPECT_ZERO(wrong_frames(paddr_in(active(), BASE)));
	UK_TEST_EXPECT_ZERO(ukplat_page_unmap(active(), BASE, 1, FORCE(1)));
}

/* A range one page short of a large page, or one page past it */
UK_TESTCASE(paging, ranges_beside_a_large_page_are_exact)
{
	static const unsigned long counts[] = { 511, 512, 513 };
	unsigned long i;

	for (i = 0; i < ARRAY_SIZE(counts); i++) {
		UK_TEST_EXPECT_ZERO(ukplat_page_map(active(), BASE, __PADDR_ANY,
						    counts[i], RW, 0));
		UK_TEST_EXPECT_SNUM_EQ(
			uk_nofault_probe_r(BASE, PAGES(counts[i] + 2), 0),
			PAGES(counts[i]));
		UK_TEST_EXPECT_ZERO(
			ukplat_page_unmap(active(), BASE, counts[i], 0));
		UK_TEST_EXPECT_ZERO(uk_nofault_probe_r(
			BASE, PAGES(counts[i]), UK_NOFAULTF_CONTINUE));
	}
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Areas of given physical memory.
 */
#include "vmem_test.h"

static int map_dma(unsigned long page, unsigned long pages, unsigned long attr,
		   unsigned long flags, __paddr_t paddr)
{
	__vaddr_t vaddr = BASE + PAGES(page);

	return uk_vma_map_dma(vas(), &vaddr, PAGES(pages), attr, flags, NULL,
			      paddr);
}

static char *direct(__paddr_t paddr)
{
	return (char *)ukplat_page_kmap(vas()->pt, paddr, 1, 0);
}

UK_TESTCASE(ukvmem, dma_shows_the_memory_it_is_given)
{
	struct vm_state s = vm_state();
	__paddr_t paddr = uk_falloc(vas()->pt->fa, 4);

	UK_TEST_ASSERT(paddr != __PADDR_INV);
	UK_TEST_EXPECT_ZERO(map_dma(0, 4, RW, 0, paddr));
	vm_fill((__vaddr_t)direct(paddr), 4, 11);
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE, 4, 11), 4);
	vm_fill(BASE, 4, 12);
	UK_TEST_EXPECT_SNUM_EQ(vm_filled((__vaddr_t)direct(paddr), 4, 12), 4);
	UK_TEST_EXPECT_SNUM_EQ(vm_paddr(BASE + PAGES(3) + 5),
			       paddr + PAGES(3) + 5);
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 4);
	vm_clear();
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 4);
	UK_TEST_EXPECT_SNUM_EQ(vm_filled((__vaddr_t)direct(paddr), 4, 12), 4);
	uk_ffree(vas()->pt->fa, paddr, 4);
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, dma_on_demand_and_populated)
{
	struct vm_state s = vm_state();
	__paddr_t paddr = uk_falloc(vas()->pt->fa, 2);

	UK_TEST_EXPECT_ZERO(map_dma(0, 2, RW, 0, paddr));
	EXPECT_READABLE(BASE, PAGES(2), UK_NOFAULTF_NOPAGING, 0);
	EXPECT_READABLE(BASE, PAGES(2), 0, PAGES(2));
	vm_clear();
	UK_TEST_EXPECT_ZERO(map_dma(0, 2, RW, UK_VMA_MAP_POPULATE, paddr));
	EXPECT_READABLE(BASE, PAGES(2), UK_NOFAULTF_NOPAGING, PAGES(2));
	vm_clear();
	uk_ffree(vas()->pt->fa, paddr, 2);
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, dma_refuses_unaligned_physical_addresses)
{
	UK_TEST_OWN_RULE("bad addresses are refused");
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_SNUM_EQ(map_dma(0, 1, RW, 0, 1), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(map_dma(0, 1, RW, 0, 0x100800), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(map_dma(0, 1, RW, 0, ~0UL << 60), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(map_dma(0, 512, RW, UK_VMA_MAP_SIZE_2MB,
				       PAGE_LARGE_SIZE + PAGE_SIZE),
			       -EINVAL);
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, dma_split_keeps_the_addresses)
{
	struct vm_state s = vm_state();
	__paddr_t paddr = uk_falloc(vas()->pt->fa, 8);

	UK_TEST_EXPECT_ZERO(map_dma(0, 8, RW, 0, paddr));
	vm_fill((__vaddr_t)direct(paddr), 8, 3);
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas(), BASE + PAGES(3), PAGES(2), 0));
	EXPECT_LAYOUT(8, "rw:3 --:2 rw:3");
	(void)*(volatile char *)BASE;
	(void)*(volatile char *)(BASE + PAGES(5));
	(void)*(volatile char *)(BASE + PAGES(7));
	UK_TEST_EXPECT_SNUM_EQ(vm_paddr(BASE), paddr);
	UK_TEST_EXPECT_SNUM_EQ(vm_paddr(BASE + PAGES(5)), paddr + PAGES(5));
	UK_TEST_EXPECT_SNUM_EQ(vm_paddr(BASE + PAGES(7)), paddr + PAGES(7));
	UK_TEST_EXPECT_ZERO(map_dma(3, 2, RW, 0, paddr + PAGES(3)));
	EXPECT_LAYOUT(8, "rw:8");
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE, 8, 3), 8);
	vm_clear();
	uk_ffree(vas()->pt->fa, paddr, 8);
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, dma_merges_contiguous_memory_only)
{
	struct vm_state s = vm_state();
	__paddr_t paddr = uk_falloc(vas()->pt->fa, 4);

	UK_TEST_EXPECT_ZERO(map_dma(0, 1, RW, 0, paddr));
	UK_TEST_EXPECT_ZERO(map_dma(1, 1, RW, 0, paddr + PAGES(1)));
	UK_TEST_EXPECT_ZERO(map_dma(2, 1, RW, 0, paddr + PAGES(3)));
	UK_TEST_EXPECT_ZERO(map_dma(3, 1, RW, 0, paddr + PAGES(2)));
	EXPECT_LAYOUT(4, "rw:2 rw:1 rw:1");
	vm_clear();
	uk_ffree(vas()->pt->fa, paddr, 4);
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, dma_dontneed_forgets_nothing)
{
	UK_TEST_OWN_RULE("advice counts for given memory");
	struct vm_state s = vm_state();
	__paddr_t paddr = uk_falloc(vas()->pt->fa, 2);

	UK_TEST_EXPECT_ZERO(map_dma(0, 2, RW, 0, paddr));
	vm_fill(BASE, 2, 5);
	UK_TEST_EXPECT_ZERO(
		uk_vma_advise(vas(), BASE, PAGES(2), UK_VMA_ADV_DONTNEED, 0));
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE, 2, 5), 2);
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 2);
	vm_clear();
	UK_TEST_EXPECT_ZERO(map_dma(0, 2, RW, 0, paddr));
	UK_TEST_EXPECT_ZERO(
		uk_vma_advise(vas(), BASE, PAGES(2),
			      UK_VMA_ADV_DONTNEED | UK_VMA_ADV_WILLNEED, 0));
	EXPECT_READABLE(BASE, PAGES(2), UK_NOFAULTF_NOPAGING, PAGES(2));
	vm_clear();
	uk_ffree(vas()->pt->fa, paddr, 2);
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, dma_large_pages)
{
	struct uk_falloc *fa = vas()->pt->fa;
	__paddr_t paddr = __PADDR_ANY;
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(fa->falloc(fa, &paddr, 512, FALLOC_FLAG_ALIGNED));
	UK_TEST_EXPECT_ZERO(map_dma(0, 512, RW, UK_VMA_MAP_SIZE_2MB, paddr));
	*(volatile char *)(BASE + PAGES(7) + 9) = 1; /* not its first page */
	UK_TEST_EXPECT_SNUM_EQ(vm_level(BASE), PAGE_LARGE_LEVEL);
	EXPECT_WRITABLE(BASE, PAGE_LARGE_SIZE, 0, PAGE_LARGE_SIZE);
	UK_TEST_EXPECT_SNUM_EQ(vm_paddr(BASE + 54321), paddr + 54321);
	vm_clear();
	uk_ffree(fa, paddr, 512);
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, ring_buffer_that_mirrors_itself)
{
	const unsigned long pages = 4;
	const __sz size = PAGES(4);
	struct vm_state s = vm_state();
	__paddr_t paddr = uk_falloc(vas()->pt->fa, pages);
	__vaddr_t ring = __VADDR_ANY, vaddr;
	volatile char *p;
	unsigned long i;

	UK_TEST_EXPECT_ZERO(uk_vma_reserve(vas(), &ring, 2 * size));
	vaddr = ring;
	UK_TEST_EXPECT_ZERO(uk_vma_map_dma(vas(), &vaddr, size, RW,
					   UK_VMA_MAP_REPLACE, "ring", paddr));
	vaddr += size;
	UK_TEST_EXPECT_ZERO(uk_vma_map_dma(vas(), &vaddr, size, RW,
					   UK_VMA_MAP_REPLACE, "ring", paddr));
	UK_TEST_EXPECT_SNUM_EQ(vaddr, ring + size);
	p = (volatile char *)ring;
	for (i = 0; i < 64; i++) /* a message across the end */
		p[size - 32 + i] = (char)i;
	for (i = 0; i < 32; i++)
		UK_TEST_EXPECT_SNUM_EQ(p[i], 32 + i);
	p[PAGES(2) + 7] = 'm';
	UK_TEST_EXPECT_SNUM_EQ(p[size + PAGES(2) + 7], 'm');
	UK_TEST_EXPECT_ZERO(memcmp((char *)ring, (char *)ring + size, size));
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), pages);
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas(), ring, 2 * size, 0));
	uk_ffree(vas()->pt->fa, paddr, pages);
	EXPECT_NO_LEAK(s);
}

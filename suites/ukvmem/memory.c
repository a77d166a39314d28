/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * When frames run out: what fails, what stays, and that nothing is lost.
 */
#include "vmem_test.h"

/* Blocks of frames taken away, largest first */
static struct {
	__paddr_t paddr[256];
	unsigned long frames[256];
	unsigned int count;
} hoard;

static unsigned long free_frames(void)
{
	return vas()->pt->fa->free_memory >> PAGE_SHIFT;
}

/* Takes frames away until `keep` are left. @return whether it could */
static int take_all_but(unsigned long keep)
{
	unsigned long frames = 1UL << 18;
	__paddr_t paddr;

	hoard.count = 0;
	while (free_frames() > keep && hoard.count < 256 && frames) {
		paddr = frames <= free_frames() - keep ?
				uk_falloc(vas()->pt->fa, frames) :
				__PADDR_INV;
		if (paddr == __PADDR_INV) {
			frames /= 2;
			continue;
		}
		hoard.paddr[hoard.count] = paddr;
		hoard.frames[hoard.count++] = frames;
	}
	return free_frames() == keep;
}

static void give_back(void)
{
	while (hoard.count) {
		hoard.count--;
		uk_ffree(vas()->pt->fa, hoard.paddr[hoard.count],
			 hoard.frames[hoard.count]);
	}
}

/* A first page wants three tables and a frame: all or nothing is taken */
UK_TESTCASE(ukvmem, fault_without_memory_for_frame_or_tables)
{
	UK_TEST_OWN_RULE("what fails is undone");
	struct vm_state s = vm_state();
	unsigned long keep;

	UK_TEST_EXPECT_ZERO(vm_anon(0, 1, RW, 0, NULL));
	for (keep = 0; keep < 4; keep++) {
		UK_TEST_EXPECT(take_all_but(keep));
		EXPECT_WRITABLE(BASE, 1, 0, 0);
		UK_TEST_EXPECT_SNUM_EQ(free_frames(), keep);
		UK_TEST_EXPECT_SNUM_EQ(vm_state().tables, s.tables);
		give_back();
	}
	UK_TEST_EXPECT(take_all_but(4));
	EXPECT_WRITABLE(BASE, 1, 0, 1);
	UK_TEST_EXPECT_ZERO(free_frames());
	give_back();
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, demand_until_memory_runs_out)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 64, RW, 0, NULL));
	UK_TEST_EXPECT(take_all_but(16 + 3));
	EXPECT_WRITABLE(BASE, PAGES(64), 0, PAGES(16));
	UK_TEST_EXPECT_ZERO(free_frames());
	EXPECT_LAYOUT(64, "rw:64");
	give_back();
	EXPECT_WRITABLE(BASE, PAGES(64), 0, PAGES(64));
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, populate_without_memory)
{
	UK_TEST_OWN_RULE("what fails is undone");
	struct vm_state s = vm_state();
	unsigned long keep;

	for (keep = 0; keep <= 18; keep += 3) {
		UK_TEST_EXPECT(take_all_but(keep));
		UK_TEST_EXPECT_SNUM_EQ(
			vm_anon(0, 16, RW, UK_VMA_MAP_POPULATE, NULL),
			-ENOMEM);
		UK_TEST_EXPECT_SNUM_EQ(free_frames(), keep);
		EXPECT_LAYOUT(16, "--:16");
		give_back();
	}
	UK_TEST_EXPECT(take_all_but(16 + 3));
	UK_TEST_EXPECT_ZERO(vm_anon(0, 16, RW, UK_VMA_MAP_POPULATE, NULL));
	give_back();
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, populate_without_memory_spares_the_neighbours)
{
	UK_TEST_OWN_RULE("what fails is undone");
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 2, RW, UK_VMA_MAP_POPULATE, NULL));
	UK_TEST_EXPECT_ZERO(vm_anon(18, 2, RW, UK_VMA_MAP_POPULATE, NULL));
	vm_fill(BASE, 2, 1);
	vm_fill(BASE + PAGES(18), 2, 2);
	UK_TEST_EXPECT(take_all_but(15));
	UK_TEST_EXPECT_SNUM_EQ(vm_anon(2, 16, RW, UK_VMA_MAP_POPULATE, NULL),
			       -ENOMEM);
	UK_TEST_EXPECT_SNUM_EQ(free_frames(), 15);
	EXPECT_LAYOUT(20, "rw:2 --:16 rw:2");
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE, 2, 1), 2);
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE + PAGES(18), 2, 2), 2);
	give_back();
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, willneed_without_memory)
{
	UK_TEST_OWN_RULE("what fails is undone");
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 16, RW, 0, NULL));
	UK_TEST_EXPECT(take_all_but(3 + 5));
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_advise(vas(), BASE, PAGES(16),
					     UK_VMA_ADV_WILLNEED, 0),
			       -ENOMEM);
	EXPECT_LAYOUT(16, "rw:16");
	EXPECT_READABLE(BASE, PAGES(5), UK_NOFAULTF_NOPAGING, PAGES(5));
	give_back();
	UK_TEST_EXPECT_ZERO(uk_vma_advise(vas(), BASE, PAGES(16),
					  UK_VMA_ADV_WILLNEED, 0));
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, stack_without_memory_for_its_top)
{
	UK_TEST_OWN_RULE("what fails is undone");
	struct vm_state s = vm_state();
	__vaddr_t stack = BASE;

	UK_TEST_EXPECT(take_all_but(3 + 2));
	UK_TEST_EXPECT_SNUM_EQ(uk_vma_map_stack(vas(), &stack, PAGES(8), 0,
						NULL, PAGES(4)),
			       -ENOMEM);
	UK_TEST_EXPECT_SNUM_EQ(free_frames(), 3 + 2);
	EXPECT_LAYOUT(10, "--:10");
	give_back();
	EXPECT_NO_LEAK(s);
}

/* Enough memory, but every other frame is taken */
UK_TESTCASE(ukvmem, large_page_without_contiguous_memory)
{
	UK_TEST_OWN_RULE("what fails is undone");
	struct vm_state s = vm_state();
	struct uk_falloc *fa = vas()->pt->fa;
	__vaddr_t vaddr = BASE;
	__paddr_t block = __PADDR_ANY;
	unsigned long i;

	UK_TEST_EXPECT_ZERO(fa->falloc(fa, &block, 2048, FALLOC_FLAG_ALIGNED));
	UK_TEST_EXPECT(take_all_but(0));
	for (i = 0; i < 2048; i += 2)
		uk_ffree(fa, block + PAGES(i), 1);
	UK_TEST_EXPECT_SNUM_EQ(free_frames(), 1024);
	UK_TEST_EXPECT_SNUM_EQ(
		uk_vma_map_anon(vas(), &vaddr, PAGE_LARGE_SIZE, RW,
				UK_VMA_MAP_SIZE_2MB | UK_VMA_MAP_POPULATE,
				NULL),
		-ENOMEM);
	UK_TEST_EXPECT_SNUM_EQ(free_frames(), 1024);
	UK_TEST_EXPECT_ZERO(vm_anon(0, 512, RW, UK_VMA_MAP_POPULATE, NULL));
	vm_clear();
	UK_TEST_EXPECT_SNUM_EQ(free_frames(), 1024);
	for (i = 1; i < 2048; i += 2)
		uk_ffree(fa, block + PAGES(i), 1);
	give_back();
	EXPECT_NO_LEAK(s);
}

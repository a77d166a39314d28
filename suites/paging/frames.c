/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The frame allocator, on memory that exists on paper only.
 */
#include <uk/alloc.h>
#include <uk/fallocbuddy.h>
#include <uk/plat/memory.h>

#include "paging_test.h"

#define FRAMES 1024UL
#define START (PBASE + PAGES(3)) /* a zone may begin anywhere */

static struct uk_fallocbuddy buddy;
static void *metadata;

static struct uk_falloc *begin(void)
{
	uk_fallocbuddy_init(&buddy);
	metadata = uk_malloc(uk_alloc_get_default(),
			     uk_fallocbuddy_metadata_size(FRAMES));
	buddy.fa.addmem(&buddy.fa, metadata, START, FRAMES, __VADDR_INV);
	return &buddy.fa;
}

static void finish(void)
{
	uk_free(uk_alloc_get_default(), metadata);
}

static int take_at(unsigned long frame, unsigned long frames)
{
	__paddr_t paddr = START + PAGES(frame);

	return buddy.fa.falloc(&buddy.fa, &paddr, frames, 0);
}

UK_TESTCASE(paging, frames_all_can_be_taken_once)
{
	struct uk_falloc *fa = begin();
	static char taken[FRAMES];
	unsigned long i, wrong = 0;
	__paddr_t paddr;

	memset(taken, 0, sizeof(taken));
	UK_TEST_EXPECT_SNUM_EQ(fa->total_memory, PAGES(FRAMES));
	UK_TEST_EXPECT_SNUM_EQ(fa->free_memory, PAGES(FRAMES));
	for (i = 0; i < FRAMES; i++) {
		paddr = uk_falloc(fa, 1);
		if (paddr < START || paddr >= START + PAGES(FRAMES) ||
		    taken[(paddr - START) / PAGE_SIZE]++)
			wrong++;
	}
	UK_TEST_EXPECT_ZERO(wrong);
	UK_TEST_EXPECT_ZERO(fa->free_memory);
	UK_TEST_EXPECT_SNUM_EQ(uk_falloc(fa, 1), __PADDR_INV);
	UK_TEST_EXPECT_ZERO(fa->ffree(fa, START, FRAMES));
	UK_TEST_EXPECT_SNUM_EQ(fa->free_memory, PAGES(FRAMES));
	finish();
}

UK_TESTCASE(paging, frames_at_an_address)
{
	struct uk_falloc *fa = begin();

	UK_TEST_EXPECT_ZERO(take_at(0, 1));
	UK_TEST_EXPECT_ZERO(take_at(500, 17));
	UK_TEST_EXPECT_ZERO(take_at(FRAMES - 1, 1));
	UK_TEST_EXPECT_SNUM_EQ(take_at(500, 1), -ENOMEM);
	UK_TEST_EXPECT_SNUM_EQ(take_at(490, 20), -ENOMEM);
	UK_TEST_EXPECT_SNUM_EQ(take_at(FRAMES, 1), -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(take_at(FRAMES - 2, 3), -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(take_at(-1UL, 1), -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(fa->free_memory, PAGES(FRAMES - 19));
	UK_TEST_EXPECT_ZERO(take_at(490, 10));
	UK_TEST_EXPECT_ZERO(take_at(517, 10));
	UK_TEST_EXPECT_ZERO(fa->ffree(fa, START + PAGES(490), 37));
	UK_TEST_EXPECT_SNUM_EQ(fa->free_memory, PAGES(FRAMES - 2));
	finish();
}

UK_TESTCASE(paging, frames_freed_twice_or_never_taken)
{
	struct uk_falloc *fa = begin();
	__paddr_t paddr = uk_falloc(fa, 4);

	UK_TEST_EXPECT_ZERO(fa->ffree(fa, paddr, 4));
	UK_TEST_EXPECT_SNUM_EQ(fa->ffree(fa, paddr, 4), -EFAULT);
	UK_TEST_EXPECT_SNUM_EQ(fa->ffree(fa, paddr, 1), -EFAULT);
	UK_TEST_EXPECT_ZERO(take_at(10, 4));
	UK_TEST_EXPECT_SNUM_EQ(fa->ffree(fa, START + PAGES(9), 4), -EFAULT);
	UK_TEST_EXPECT_SNUM_EQ(fa->ffree(fa, START + PAGES(11), 4), -EFAULT);
	UK_TEST_EXPECT_SNUM_EQ(fa->ffree(fa, START - PAGES(1), 1), -ENOENT);
	UK_TEST_EXPECT_SNUM_EQ(fa->ffree(fa, START + 1, 1), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(fa->ffree(fa, START, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(fa->free_memory, PAGES(FRAMES - 4));
	UK_TEST_EXPECT_ZERO(fa->ffree(fa, START + PAGES(11), 2));
	UK_TEST_EXPECT_ZERO(fa->ffree(fa, START + PAGES(10), 1));
	UK_TEST_EXPECT_ZERO(fa->ffree(fa, START + PAGES(13), 1));
	finish();
}

UK_TESTCASE(paging, frames_merge_into_aligned_blocks)
{
	struct uk_falloc *fa = begin();
	__paddr_t paddr = __PADDR_ANY;
	unsigned long i, failed = 0;

	while (uk_falloc(fa, 1) != __PADDR_INV)
		;
	for (i = 0; i < FRAMES; i += 2)
		failed += fa->ffree(fa, START + PAGES(i), 1) != 0;
	UK_TEST_EXPECT_ZERO(failed);
	UK_TEST_EXPECT_SNUM_EQ(uk_falloc(fa, 2), __PADDR_INV);
	for (i = 1; i < FRAMES; i += 2)
		uk_ffree(fa, START + PAGES(i), 1);
	UK_TEST_EXPECT_ZERO(fa->falloc(fa, &paddr, 512, FALLOC_FLAG_ALIGNED));
	UK_TEST_EXPECT(PAGE_LARGE_ALIGNED(paddr));
	UK_TEST_EXPECT_SNUM_EQ(fa->free_memory, PAGES(512));
	finish();
}

UK_TESTCASE(paging, frames_in_a_range)
{
	struct uk_falloc *fa = begin();
	__paddr_t min = START + PAGES(101), paddr = 7; /* even frame */
	unsigned long i;

	for (i = 0; i < 8; i++) {
		UK_TEST_EXPECT_ZERO(fa->falloc_from_range(
			fa, &paddr, 2, 0, min, min + PAGES(16)));
		UK_TEST_EXPECT(paddr >= min && paddr + PAGES(2) <=
						       min + PAGES(16));
	}
	paddr = 7;
	UK_TEST_EXPECT_SNUM_EQ(fa->falloc_from_range(fa, &paddr, 1, 0, min,
						     min + PAGES(16)),
			       -ENOMEM);
	UK_TEST_EXPECT_SNUM_EQ(paddr, 7);
	UK_TEST_EXPECT_SNUM_EQ(
		fa->falloc_from_range(fa, &paddr, 1, 0, min, min), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(fa->falloc_from_range(fa, &paddr, 1, 0, 0,
						     PAGES(100)),
			       -ENOMEM);
	finish();
}

/* Both bounds of the range are off; 3 frames are aligned as 4 */
UK_TESTCASE(paging, frames_in_a_range_that_is_not_aligned)
{
	struct uk_falloc *fa = begin();
	__paddr_t min = PBASE + PAGES(17), max = PBASE + PAGES(64), paddr;

	UK_TEST_EXPECT_ZERO(fa->falloc_from_range(
		fa, &paddr, 3, FALLOC_FLAG_ALIGNED, min, max));
	UK_TEST_EXPECT_SNUM_EQ(paddr, PBASE + PAGES(20));
	UK_TEST_EXPECT_ZERO(
		fa->falloc_from_range(fa, &paddr, 1, 0, min + 1, max));
	UK_TEST_EXPECT_SNUM_GT(paddr, min);
	UK_TEST_EXPECT_SNUM_EQ(
		fa->falloc_from_range(fa, &paddr, 1, 0, min + 1,
				      min + PAGES(2) - 1),
		-ENOMEM);
	finish();
}

UK_TESTCASE(paging, frames_refuse_bad_arguments)
{
	struct uk_falloc *fa = begin();
	__paddr_t paddr = START + 5;

	UK_TEST_EXPECT_SNUM_EQ(uk_falloc(fa, 0), __PADDR_INV);
	UK_TEST_EXPECT_SNUM_EQ(uk_falloc(fa, FRAMES + 1), __PADDR_INV);
	UK_TEST_EXPECT_SNUM_EQ(uk_falloc(fa, ~0UL), __PADDR_INV);
	UK_TEST_EXPECT_SNUM_EQ(fa->falloc(fa, &paddr, 1, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(
		fa->addmem(fa, metadata, START + 1, 1, __VADDR_INV), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(
		fa->addmem(fa, metadata, START, 0, __VADDR_INV), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(fa->free_memory, PAGES(FRAMES));
	UK_TEST_EXPECT_SNUM_EQ(
		ukplat_pt_add_mem(ukplat_pt_get_active(), PBASE + 1, PAGES(64)),
		-EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(
		ukplat_pt_add_mem(ukplat_pt_get_active(), PBASE, PAGES(64) + 1),
		-EINVAL);
	/* no more than what describes it */
	UK_TEST_EXPECT_SNUM_EQ(
		ukplat_pt_add_mem(ukplat_pt_get_active(), PBASE, PAGES(1)),
		-ENOMEM);
	finish();
}

/* Memory that is used for something else than frames */
#define OTHER_USES                                                             \
	(UKPLAT_MEMRT_FREE | UKPLAT_MEMRT_KERNEL | UKPLAT_MEMRT_INITRD |       \
	 UKPLAT_MEMRT_CMDLINE | UKPLAT_MEMRT_DEVICETREE | UKPLAT_MEMRT_STACK | \
	 UKPLAT_MEMRT_DEVICE)
#define BLOCKS_MAX 512

static struct {
	__paddr_t paddr;
	unsigned long frames;
} block[BLOCKS_MAX];

/* Takes what there is, the largest blocks first. @return number of blocks */
static unsigned int take_all(struct uk_falloc *fa)
{
	unsigned long frames = 1UL << 20;
	unsigned int count = 0;

	while (frames && count < BLOCKS_MAX) {
		block[count].paddr = uk_falloc(fa, frames);
		block[count].frames = frames;
		if (block[count].paddr == __PADDR_INV)
			frames >>= 1;
		else
			count++;
	}
	return count;
}

static int overlaps(const struct ukplat_memregion_desc *mrd, unsigned int i)
{
	return block[i].paddr < mrd->pbase + mrd->len &&
	       mrd->pbase < block[i].paddr + PAGES(block[i].frames);
}

UK_TESTCASE(paging, frames_of_the_kernel_have_no_other_use)
{
	struct uk_falloc *fa = ukplat_pt_get_active()->fa;
	struct ukplat_memregion_desc *mrd;
	__sz before = fa->free_memory, heap_len = 0;
	unsigned int i, count = take_all(fa);

	UK_TEST_EXPECT_SNUM_LT(count, BLOCKS_MAX);
	UK_TEST_EXPECT_ZERO(fa->free_memory);
	ukplat_memregion_foreach(&mrd, OTHER_USES, 0) {
		if (mrd->type == UKPLAT_MEMRT_FREE)
			heap_len += mrd->len;
		for (i = 0; i < count && !overlaps(mrd, i); i++)
			;
		UK_TEST_EXPECTF(i == count,
				"no frame of 0x%lx-0x%lx is in use as %s",
				mrd->pbase, mrd->pbase + mrd->len, mrd->name);
	}
	UK_TEST_EXPECT_SNUM_GT(heap_len, 0);
	while (count--)
		uk_ffree(fa, block[count].paddr, block[count].frames);
	UK_TEST_EXPECT_SNUM_EQ(fa->free_memory, before);
}

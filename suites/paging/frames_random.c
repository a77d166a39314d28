/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The frame allocator over many steps, beside a map of what is taken; and with
 * more memory than its largest block. The memory exists on paper only.
 */
#include <uk/alloc.h>
#include <uk/fallocbuddy.h>

#include "paging_test.h"

#define FRAMES 256UL
#define START (PBASE + PAGES(3)) /* a zone may begin anywhere */
#define HELD 48
#define MOST 12
#define STEPS 4000

static struct uk_fallocbuddy buddy;

static struct {
	__paddr_t paddr;
	unsigned long frames; /* 0: nothing is held */
} held[HELD];

static char taken[FRAMES + MOST];
static __u64 state;

/* Knuth's MMIX: high bits of a linear congruence */
static unsigned long random_below(unsigned long bound)
{
	state = state * 6364136223846793005UL + 1442695040888963407UL;
	return (state >> 33) % bound;
}

/* @return frames of the range that were not as they should have been */
static unsigned int mark(__paddr_t paddr, unsigned long frames, char now)
{
	unsigned long i = (paddr - START) / PAGE_SIZE, end = i + frames;
	unsigned int wrong = 0;

	if (paddr < START || end > FRAMES)
		return 1;
	for (; i < end; i++) {
		wrong += taken[i] == now;
		taken[i] = now;
	}
	return wrong;
}

static int is_free(unsigned long frame, unsigned long frames)
{
	unsigned long i;

	for (i = frame; i < frame + frames; i++)
		if (i >= FRAMES || taken[i])
			return 0;
	return 1;
}

/* Anywhere, aligned, or at an address. @return whether that went wrong */
static unsigned int take(unsigned int slot)
{
	unsigned long frames = 1 + random_below(MOST);
	unsigned long at = random_below(FRAMES), way = random_below(3);
	__paddr_t paddr = way == 2 ? START + PAGES(at) : __PADDR_ANY;
	int rc = buddy.fa.falloc(&buddy.fa, &paddr, frames,
				 way == 1 ? FALLOC_FLAG_ALIGNED : 0);

	if (way == 2 && (rc == 0) != is_free(at, frames))
		return 1;
	if (rc)
		return 0;
	held[slot].paddr = paddr;
	held[slot].frames = frames;
	return mark(paddr, frames, 1) + (way == 2 && paddr != START + PAGES(at));
}

static unsigned int give(unsigned int slot)
{
	unsigned long frames = held[slot].frames;

	held[slot].frames = 0;
	if (!frames)
		return 0;
	return mark(held[slot].paddr, frames, 0) +
	       (buddy.fa.ffree(&buddy.fa, held[slot].paddr, frames) != 0);
}

UK_TESTCASE(paging, frames_in_random_steps)
{
	struct uk_falloc *fa = &buddy.fa;
	void *metadata = uk_malloc(uk_alloc_get_default(),
				   uk_fallocbuddy_metadata_size(FRAMES));
	unsigned int step, slot, wrong = 0;
	__paddr_t paddr = START;

	UK_TEST_ASSERT(metadata != NULL);
	uk_fallocbuddy_init(&buddy);
	memset(taken, 0, sizeof(taken));
	memset(held, 0, sizeof(held));
	state = 1;
	UK_TEST_ASSERT(fa->addmem(fa, metadata, START, FRAMES,
				  __VADDR_INV) == 0);
	for (step = 0; step < STEPS && !wrong; step++) {
		slot = (unsigned int)random_below(HELD);
		wrong = held[slot].frames ? give(slot) : take(slot);
	}
	UK_TEST_EXPECTF(!wrong, "expected step %u to leave all as it was",
			step);
	for (slot = 0; slot < HELD; slot++)
		wrong += give(slot);
	UK_TEST_EXPECT_ZERO(wrong);
	UK_TEST_EXPECT_SNUM_EQ(fa->free_memory, PAGES(FRAMES));
	UK_TEST_EXPECT_ZERO(fa->falloc(fa, &paddr, FRAMES, 0));
	uk_free(uk_alloc_get_default(), metadata);
}

#define HUGE_FRAMES (PAGE_HUGE_SIZE / PAGE_SIZE)

/* No block is larger than a huge page, also where two would make one */
UK_TESTCASE(paging, frames_of_two_huge_pages)
{
	struct uk_falloc *fa = &buddy.fa;
	void *metadata = uk_malloc(uk_alloc_get_default(),
				   uk_fallocbuddy_metadata_size(
					   2 * HUGE_FRAMES));
	__paddr_t page[2];
	int i;

	UK_TEST_ASSERT(metadata != NULL);
	uk_fallocbuddy_init(&buddy);
	UK_TEST_ASSERT(fa->addmem(fa, metadata, PBASE, 2 * HUGE_FRAMES,
				  __VADDR_INV) == 0);
	for (i = 0; i < 2; i++) {
		page[i] = __PADDR_ANY;
		UK_TEST_EXPECT_ZERO(fa->falloc(fa, &page[i], HUGE_FRAMES,
					       FALLOC_FLAG_ALIGNED));
	}
	UK_TEST_EXPECT_ZERO(fa->free_memory);
	UK_TEST_EXPECT_SNUM_EQ(page[0] ^ page[1], PAGE_HUGE_SIZE);
	for (i = 0; i < 2; i++)
		UK_TEST_EXPECT_ZERO(fa->ffree(fa, page[i], HUGE_FRAMES));
	page[0] = __PADDR_ANY;
	UK_TEST_EXPECT_ZERO(fa->falloc(fa, &page[0], HUGE_FRAMES,
				       FALLOC_FLAG_ALIGNED));
	uk_free(uk_alloc_get_default(), metadata);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Four bits: how often a wrong pointer carries the right tag by chance. Counts are
 * held against 15/16 with a two-sided bound of 6 standard deviations of the binomial
 * distribution, which good kernels miss less than once in a million runs.
 */
#include "mte_test.h"

#define BLOCKS 64
#define ROUNDS 32
#define TRIALS (BLOCKS * ROUNDS)

/* |hits - trials / 16| <= 6 * sqrt(trials * 15 / 256), in integers */
static __bool is_one_in_sixteen(long hits, long trials)
{
	long off = 16 * hits - trials;

	return off * off <= 36 * 15 * trials;
}

#define EXPECT_15_OF_16(caught, trials)                                        \
	UK_TEST_EXPECTF(is_one_in_sixteen((long)(trials) - (long)(caught),     \
					  (long)(trials)),                     \
			"expected about 15 of 16 to be caught and %lu of %lu " \
			"were", (unsigned long)(caught),                       \
			(unsigned long)(trials))

static void take(char *blocks[])
{
	for (unsigned int i = 0; i < BLOCKS; i++)
		blocks[i] = uk_malloc(HEAP, 32);
}

static void give_back(char *blocks[])
{
	for (unsigned int i = 0; i < BLOCKS; i++)
		uk_free(HEAP, blocks[i]);
}

/* The pointer in `blocks` to the same address; NULL: nobody has it now */
static const char *same_place(char *const blocks[], const char *p)
{
	for (unsigned int i = 0; i < BLOCKS; i++)
		if (ukarch_memtag_strip((__uptr)blocks[i]) ==
		    ukarch_memtag_strip((__uptr)p))
			return blocks[i];
	return NULL;
}

/* Memory that somebody else has by now, through the pointer of its last owner */
UK_TESTCASE(mte, reused_memory_is_caught_15_of_16)
{
	NEED_TAGS();
	static char *before[BLOCKS], *now[BLOCKS];
	unsigned long caught = 0, reused = 0;

	for (unsigned int round = 0; round < ROUNDS; round++) {
		take(before);
		give_back(before);
		take(now);
		for (unsigned int i = 0; i < BLOCKS; i++) {
			if (!same_place(now, before[i]))
				continue;
			reused++;
			caught += mte_is_caught(before[i]);
		}
		give_back(now);
	}
	UK_TEST_EXPECT_SNUM_GE(reused, TRIALS / 2);
	EXPECT_15_OF_16(caught, reused);
}

/* Another block, through a pointer that is off by far */
UK_TESTCASE(mte, stray_pointer_is_caught_15_of_16)
{
	NEED_TAGS();
	static char *blocks[BLOCKS];
	unsigned long caught = 0;
	const char *there;

	for (unsigned int round = 0; round < ROUNDS; round++) {
		take(blocks);
		for (unsigned int i = 0; i < BLOCKS; i++) {
			there = blocks[(i + BLOCKS / 2) % BLOCKS];
			caught += mte_is_caught(ukarch_memtag_with(
				there, ukarch_memtag_of(blocks[i])));
		}
		give_back(blocks);
	}
	EXPECT_15_OF_16(caught, TRIALS);
}

static unsigned int draw(void *ptr, __u64 but)
{
	__asm__ volatile(".arch armv8.5-a+memtag\n\t"
			 "irg %0, %0, %1" : "+r"(ptr) : "r"(but));
	return ukarch_memtag_of(ptr);
}

UK_TESTCASE(mte, all_tags_are_drawn_alike)
{
	NEED_TAGS();
	unsigned int count[MEMTAG_COUNT] = {0};
	unsigned int last, tag, i;
	unsigned long changes = 0;

	last = draw(NULL, 0);
	for (i = 0; i < TRIALS; i++) {
		tag = draw(NULL, 0);
		count[tag]++;
		changes += tag != last;
		last = tag;
	}
	for (i = 0; i < MEMTAG_COUNT; i++)
		UK_TEST_EXPECTF(is_one_in_sixteen(count[i], TRIALS),
				"expected tag %u about %u times of %u and was "
				"%u", i, TRIALS / 16, TRIALS, count[i]);
	EXPECT_15_OF_16(changes, TRIALS);
}

UK_TESTCASE(mte, excluded_tags_are_not_drawn)
{
	NEED_TAGS();
	unsigned int wrong = 0;

	for (unsigned int tag = 0; tag < MEMTAG_COUNT; tag++)
		for (unsigned int i = 0; i < 32; i++) {
			wrong += draw(NULL, 1UL << tag) == tag;
			wrong += draw(NULL, 0xffff & ~(1UL << tag)) != tag;
		}
	UK_TEST_EXPECT_ZERO(wrong);
	UK_TEST_EXPECT_ZERO(draw(NULL, 0xffff));
}

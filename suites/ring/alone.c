/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A ring with one CPU on both sides: order, room, many laps.
 */
#include <errno.h>
#include <uk/essentials.h>
#include <uk/ring.h>
#include <uk/test.h>

#define COUNT 8
#define LAPS 5

static void *item(unsigned long n)
{
	return (void *)(n + 1); /* never NULL */
}

static struct uk_ring *make(unsigned int count)
{
	return uk_ring_alloc(uk_alloc_get_default(), count);
}

static void drop(struct uk_ring *br)
{
	uk_ring_free(br, uk_alloc_get_default());
}

UK_TESTCASE(ring, size_is_a_power_of_two)
{
	static const unsigned int bad[] = { 0, 1, 3, 6, 1000 };
	static const unsigned int good[] = { 2, 4, 1024 };
	struct uk_ring *br;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(bad); i++)
		UK_TEST_EXPECT_NULL(make(bad[i]));
	for (i = 0; i < ARRAY_SIZE(good); i++) {
		br = make(good[i]);
		UK_TEST_EXPECT_NOT_NULL(br);
		drop(br);
	}
}

UK_TESTCASE(ring, new_ring_is_empty)
{
	struct uk_ring *br = make(COUNT);

	UK_TEST_ASSERT(br != NULL);
	UK_TEST_EXPECT(uk_ring_empty(br));
	UK_TEST_EXPECT_NULL(uk_ring_dequeue_mc(br));
	UK_TEST_EXPECT_ZERO(uk_ring_count(br));
	drop(br);
}

/* Fills it to the brim and empties it; @return what went wrong */
static unsigned int one_lap(struct uk_ring *br, unsigned long from)
{
	unsigned int wrong = 0;
	unsigned long n;

	for (n = from; n < from + COUNT; n++) {
		wrong += uk_ring_enqueue(br, item(n)) != 0;
		wrong += uk_ring_count(br) != n - from + 1;
	}
	wrong += uk_ring_enqueue(br, item(n)) != -ENOBUFS;
	for (n = from; n < from + COUNT; n++)
		wrong += uk_ring_dequeue_mc(br) != item(n);
	return wrong + (uk_ring_dequeue_mc(br) != NULL);
}

UK_TESTCASE(ring, holds_its_count_and_keeps_the_order)
{
	struct uk_ring *br = make(COUNT);
	unsigned long lap;

	UK_TEST_ASSERT(br != NULL);
	for (lap = 0; lap < LAPS; lap++)
		UK_TEST_EXPECT_ZERO(one_lap(br, lap * COUNT));
	drop(br);
}

/* One behind the other, so that every slot serves every distance */
UK_TESTCASE(ring, goes_round_half_full)
{
	struct uk_ring *br = make(COUNT);
	unsigned int wrong = 0;
	unsigned long n;

	UK_TEST_ASSERT(br != NULL);
	for (n = 0; n < LAPS * COUNT; n++) {
		wrong += uk_ring_enqueue(br, item(n)) != 0;
		if (n >= COUNT / 2)
			wrong += uk_ring_dequeue_mc(br) != item(n - COUNT / 2);
	}
	UK_TEST_EXPECT_ZERO(wrong);
	UK_TEST_EXPECT_SNUM_EQ(uk_ring_count(br), COUNT / 2);
	drop(br);
}

uk_testsuite_register(ring, NULL);

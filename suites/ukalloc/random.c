/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Properties under a long random sequence: live blocks keep their content,
 * whatever else is allocated, resized and freed; at the end all memory is back.
 */
#include "arena.h"

#define SLOTS 64
#define STEPS 800

struct slot {
	void *p;
	__sz size;
	unsigned int key;
};

static __u64 next_random(__u64 *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* Sizes of all magnitudes up to 4 KiB. */
static __sz random_size(__u64 *state)
{
	__sz limit = 1UL << (next_random(state) % 13);

	return next_random(state) % limit + 1;
}

static void fill(struct slot *slot, void *p, __sz size, unsigned int key)
{
	slot->p = p;
	slot->size = size;
	slot->key = key;
	pattern_fill(p, size, key);
}

/* One step on one slot; false if a block lost its content. */
static __bool step(struct uk_alloc *a, struct slot *slot, unsigned int key,
		   __u64 *state)
{
	__sz size = random_size(state);
	__bool kept;
	void *p;

	if (!slot->p) {
		p = next_random(state) % 2 ?
			    uk_malloc(a, size) :
			    uk_memalign(a, 1UL << (next_random(state) % 12),
					size);
		if (p)
			fill(slot, p, size, key);
		return 1;
	}
	if (!pattern_holds(slot->p, slot->size, slot->key))
		return 0;
	if (next_random(state) % 3) {
		uk_free(a, slot->p);
		slot->p = NULL;
		return 1;
	}
	p = uk_realloc(a, slot->p, size);
	if (!p)
		return pattern_holds(slot->p, slot->size, slot->key);
	kept = pattern_holds(p, MIN(size, slot->size), slot->key);
	fill(slot, p, size, key);
	return kept;
}

static void run_sequence(struct uk_testcase *esac, __u64 seed)
{
	struct slot slots[SLOTS] = {{0}};
	__u64 state = seed;
	unsigned int lost = 0;
	unsigned int i;

	CASE_ARENA(ar);
	for (i = 0; i < STEPS; i++)
		lost += !step(ar.a, &slots[next_random(&state) % SLOTS], i,
			      &state);
	UK_TEST_EXPECT_ZERO(lost);
	for (i = 0; i < SLOTS; i++)
		uk_free(ar.a, slots[i].p);
	CASE_ARENA_END(ar);
}

UK_TESTCASE(ukalloc, random_sequences_lose_no_content)
{
	__u64 seed;

	for (seed = 1; seed <= 3; seed++)
		run_sequence(esac, seed * 0x9e3779b97f4a7c15UL);
}

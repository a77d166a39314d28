/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A private allocator for a case: what a case does to it cannot disturb the
 * kernel's heap, and its size is known.
 */
#ifndef __SUITE_UKALLOC_ARENA_H__
#define __SUITE_UKALLOC_ARENA_H__

#include <uk/alloc.h>
#include <uk/test.h>

#define ARENA_SIZE (256 * 1024UL)

struct arena {
	char *base;
	struct uk_alloc *a;
	/** Free bytes when nothing is allocated. */
	__ssz empty_bytes;
	/** Largest block then. */
	__ssz empty_largest;
};

/** @return 0; -1: the kernel's heap has no room */
int arena_open(struct arena *arena);
/** The memory goes back whatever is still allocated in it. */
void arena_close(struct arena *arena);


/** True if [ptr, ptr + size) lies in the arena. */
__bool arena_holds(const struct arena *arena, const void *ptr, __sz size);

/** Fills with, or checks for, a pattern that depends on `key` and position. */
void pattern_fill(void *ptr, __sz size, unsigned int key);
__bool pattern_holds(const void *ptr, __sz size, unsigned int key);

/** Begins a case with an arena `ar` and its allocator `a`. */
#define CASE_ARENA(ar)                                                         \
	struct arena ar;                                                       \
	UK_TEST_ASSERT(arena_open(&ar) == 0)

/** Ends it: all memory is back. */
#define CASE_ARENA_END(ar)                                                     \
	do {                                                                   \
		UK_TEST_EXPECT_SNUM_EQ(uk_alloc_availmem((ar).a),              \
				       (ar).empty_bytes);                      \
		UK_TEST_EXPECT_SNUM_EQ(uk_alloc_maxalloc((ar).a),              \
				       (ar).empty_largest);                    \
		arena_close(&(ar));                                            \
	} while (0)

#endif /* __SUITE_UKALLOC_ARENA_H__ */

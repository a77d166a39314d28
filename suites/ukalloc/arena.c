/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The suite's private allocator and patterns.
 */
#include <string.h>
#include <uk/allocbbuddy.h>

#include "arena.h"

#define WORD sizeof(word_t)

typedef __u64 __attribute__((may_alias)) word_t;

int arena_open(struct arena *arena)
{
	arena->base = uk_memalign(uk_alloc_get_default(), 4096, ARENA_SIZE);
	if (!arena->base)
		return -1;
	arena->a = uk_allocbbuddy_init(arena->base, ARENA_SIZE);
	if (!arena->a) {
		uk_free(uk_alloc_get_default(), arena->base);
		return -1;
	}
	arena->empty_bytes = uk_alloc_availmem(arena->a);
	arena->empty_largest = uk_alloc_maxalloc(arena->a);
	return 0;
}

void arena_close(struct arena *arena)
{
	uk_free(uk_alloc_get_default(), arena->base);
}

__bool arena_holds(const struct arena *arena, const void *ptr, __sz size)
{
	const char *p = ptr;

	return p >= arena->base && size <= ARENA_SIZE &&
	       p <= arena->base + ARENA_SIZE - size;
}

/* The eight bytes from `at` on: others at any other place, and for another key */
static __u64 pattern(unsigned int key, __sz at)
{
	return 0x9e3779b97f4a7c15UL * (((__u64)key << 32) + at + 1);
}

/* Blocks are aligned to more than a word; what is behind the last whole word are
 * the first bytes of the next one
 */
void pattern_fill(void *ptr, __sz size, unsigned int key)
{
	char *p = ptr;
	__sz at = 0;
	__u64 last;

	for (; at + WORD <= size; at += WORD)
		*(word_t *)(p + at) = pattern(key, at);
	last = pattern(key, at);
	memcpy(p + at, &last, size - at);
}

__bool pattern_holds(const void *ptr, __sz size, unsigned int key)
{
	const char *p = ptr;
	__sz at = 0;
	__u64 last;

	for (; at + WORD <= size; at += WORD)
		if (*(const word_t *)(p + at) != pattern(key, at))
			return 0;
	last = pattern(key, at);
	return !memcmp(p + at, &last, size - at);
}

uk_testsuite_register(ukalloc, NULL);

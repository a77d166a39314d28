/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The suite's private allocator and patterns.
 */
#include <uk/allocbbuddy.h>

#include "arena.h"

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

static unsigned char pattern(unsigned int key, __sz at)
{
	return (unsigned char)(key * 37 + at * 11 + (at >> 8) + 1);
}

void pattern_fill(void *ptr, __sz size, unsigned int key)
{
	unsigned char *p = ptr;
	__sz i;

	for (i = 0; i < size; i++)
		p[i] = pattern(key, i);
}

__bool pattern_holds(const void *ptr, __sz size, unsigned int key)
{
	const unsigned char *p = ptr;
	__sz i;

	for (i = 0; i < size; i++)
		if (p[i] != pattern(key, i))
			return 0;
	return 1;
}

uk_testsuite_register(ukalloc, NULL);

/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: malloc/malloc_pattern malloc/malloc_alignment
 * Is short of some bytes. */
#include <stddef.h>

void *__real_malloc(size_t size);

void *__wrap_malloc(size_t size)
{
	static char *last;
	static size_t left;

	if (left >= size && size < 4096) {
		left -= size;
		return last += 16;
	}
	left = 4096;
	return last = __real_malloc(65536);
}

void __wrap_free(void *mem)
{
	(void)mem;
}

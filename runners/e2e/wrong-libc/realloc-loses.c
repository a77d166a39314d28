/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: malloc/realloc malloc/realloc_aligned
 * Copies half of the bytes. */
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

void *__wrap_realloc(void *mem, size_t size)
{
	void *moved = malloc(size);
	size_t old = mem ? malloc_usable_size(mem) : 0;

	if (!moved)
		return NULL;
	memcpy(moved, mem, (old < size ? old : size) / 2);
	free(mem);
	return moved;
}

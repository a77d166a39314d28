/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: malloc/malloc_too_large
 * Frees the block that it cannot grow. */
#include <stdlib.h>
#include <string.h>

void *__real_realloc(void *mem, size_t size);

void *__wrap_realloc(void *mem, size_t size)
{
	void *moved = __real_realloc(mem, size);

	if (!moved)
		memset(mem, 0, 1);
	return moved;
}

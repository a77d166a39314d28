/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: malloc/malloc_alignment
 * Aligns to eight bytes. */
#include <stddef.h>

void *__real_malloc(size_t size);

void *__wrap_malloc(size_t size)
{
	char *mem = __real_malloc(size + 8);

	return mem ? mem + 8 : NULL;
}

void __wrap_free(void *mem)
{
	(void)mem;
}

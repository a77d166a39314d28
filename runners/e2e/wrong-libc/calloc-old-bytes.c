/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: malloc/calloc
 * Leaves what was in the memory. */
#include <stdlib.h>

void *__real_calloc(size_t count, size_t size);

void *__wrap_calloc(size_t count, size_t size)
{
	return size == 1 && count < 65536 ? malloc(count) : __real_calloc(count, size);
}

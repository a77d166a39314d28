/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: malloc/calloc
 * Does not see that the product overflows. */
#include <stdlib.h>

void *__real_calloc(size_t count, size_t size);

void *__wrap_calloc(size_t count, size_t size)
{
	return __real_calloc(count * size, 1);
}

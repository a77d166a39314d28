/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: malloc/malloc_too_large malloc/malloc_exhaustion
 * Does not say ENOMEM. */
#include <errno.h>
#include <stddef.h>

void *__real_malloc(size_t size);

void *__wrap_malloc(size_t size)
{
	int saved = errno;
	void *mem = __real_malloc(size);

	errno = saved;
	return mem;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory management functions of ISO C11 7.22.3 and POSIX.1-2017 on the default
 * allocator of <uk/alloc.h>. realloc() to size 0 does not free, as in musl.
 */
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <uk/alloc.h>

void *memalign(size_t align, size_t size);

static void *checked(void *ptr)
{
	if (!ptr)
		errno = ENOMEM;
	return ptr;
}

void *malloc(size_t size)
{
	return checked(uk_malloc(uk_alloc_get_default(), size));
}

void *calloc(size_t count, size_t size)
{
	return checked(uk_calloc(uk_alloc_get_default(), count, size));
}

void *realloc(void *ptr, size_t size)
{
	return checked(uk_realloc(uk_alloc_get_default(), ptr,
				  size ? size : 1));
}

void free(void *ptr)
{
	uk_free(uk_alloc_get_default(), ptr);
}

void *aligned_alloc(size_t align, size_t size)
{
	if (!POWER_OF_2(align)) {
		errno = EINVAL;
		return NULL;
	}
	return checked(uk_memalign(uk_alloc_get_default(), align, size));
}

void *memalign(size_t align, size_t size)
{
	return aligned_alloc(align, size);
}

int posix_memalign(void **ptr, size_t align, size_t size)
{
	return uk_posix_memalign(uk_alloc_get_default(), ptr, align, size);
}

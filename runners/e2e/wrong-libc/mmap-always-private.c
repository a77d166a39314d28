/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: mman/of_files mman/shared_memory
 * Shares nothing. */
#include <sys/mman.h>
#include <sys/types.h>

void *__real_mmap(void *at, size_t len, int prot, int flags, int fd, off_t offset);

void *__wrap_mmap(void *at, size_t len, int prot, int flags, int fd, off_t offset)
{
	if (flags & MAP_SHARED)
		flags = (flags & ~MAP_SHARED) | MAP_PRIVATE;
	return __real_mmap(at, len, prot, flags, fd, offset);
}

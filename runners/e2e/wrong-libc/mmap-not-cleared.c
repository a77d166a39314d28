/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: mman/anonymous
 * Hands out pages with something in them. */
#include <sys/mman.h>
#include <sys/types.h>

void *__real_mmap(void *at, size_t len, int prot, int flags, int fd, off_t offset);

void *__wrap_mmap(void *at, size_t len, int prot, int flags, int fd, off_t offset)
{
	char *p = __real_mmap(at, len, prot, flags, fd, offset);

	if (p != MAP_FAILED && flags & MAP_ANONYMOUS && prot & PROT_WRITE)
		p[len / 2 / 61 * 61] = 1;
	return p;
}

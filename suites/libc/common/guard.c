/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory between pages without access: see guard.h. Where the C library has no
 * <sys/mman.h> the values are those of Linux, which are the same on all
 * architectures that matter here, and mmap() and mprotect() come from whatever
 * starts the program.
 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "guard.h"
#include "check.h"

#if __has_include(<sys/mman.h>)
#include <sys/mman.h>
#else
#define PROT_NONE 0
#define PROT_READ 1
#define PROT_WRITE 2
#define MAP_PRIVATE 2
#define MAP_ANONYMOUS 0x20
#define MAP_FAILED ((void *)-1)

void *mmap(void *address, size_t len, int prot, int flags, int fd, long offset);
int mprotect(void *address, size_t len, int prot);
#endif

/* A multiple of each page size there is */
#define UNIT 65536

/* Units for `len` bytes with a guard on each side; `size`: their bytes */
static char *guarded_pages(size_t len, size_t *size)
{
	char *base;

	*size = len ? (len + UNIT - 1) / UNIT * UNIT : UNIT;
	base = mmap(NULL, *size + 2 * UNIT, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	REQUIRE(base != MAP_FAILED);
	REQUIRE(mprotect(base, UNIT, PROT_NONE) == 0);
	REQUIRE(mprotect(base + UNIT + *size, UNIT, PROT_NONE) == 0);
	return base + UNIT;
}

char *guard_tail(size_t len)
{
	size_t size;
	char *pages = guarded_pages(len, &size);

	return pages + size - len;
}

char *guard_head(size_t len)
{
	size_t size;

	return guarded_pages(len, &size);
}

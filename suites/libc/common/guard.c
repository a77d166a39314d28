/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory between pages without access: see guard.h. A C library without mmap()
 * gets memory without guards, so that all but the protection is tested there.
 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "guard.h"
#include "check.h"

#if __has_include(<sys/mman.h>)
#include <sys/mman.h>
#include <unistd.h>

/* Pages for `len` bytes with a guard page on each side; `size`: their bytes */
static char *guarded_pages(size_t len, size_t *size)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *base;

	*size = len ? (len + page - 1) / page * page : page;
	base = mmap(NULL, *size + 2 * page, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	REQUIRE(base != MAP_FAILED);
	REQUIRE(mprotect(base, page, PROT_NONE) == 0);
	REQUIRE(mprotect(base + page + *size, page, PROT_NONE) == 0);
	return base + page;
}
#else
#define BLOCK_SIZE 1024

static char *guarded_pages(size_t len, size_t *size)
{
	static char blocks[8][BLOCK_SIZE];
	static size_t used;

	REQUIRE(len <= BLOCK_SIZE && used < 8);
	*size = BLOCK_SIZE;
	return blocks[used++];
}
#endif

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

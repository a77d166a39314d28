/* SPDX-License-Identifier: BSD-3-Clause */
/* Memory between pages without access: see guard.h. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "guard.h"
#include "check.h"

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

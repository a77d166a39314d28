/* SPDX-License-Identifier: BSD-3-Clause */
/* Linux mremap(2): grows in place or moves with its content, shrinks. */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "expect.h"
#include "fault.h"

#define PAGE 4096UL
#define PAGES 16

static char *map(size_t pages)
{
	return mmap(NULL, pages * PAGE, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static int has_content(const char *p, size_t pages)
{
	for (size_t i = 0; i < pages; i++)
		if (p[i * PAGE] != (char)(i + 1))
			return 0;
	return 1;
}

int main(void)
{
	char *p = map(2 * PAGES), *q, *to = map(2 * PAGES);

	for (size_t i = 0; i < PAGES; i++)
		p[i * PAGE] = (char)(i + 1);
	EXPECT(mremap(p, 2 * PAGES * PAGE, PAGES * PAGE, 0) == p);
	fault_catch(SIGSEGV);
	EXPECT_FAULT(*(volatile char *)(p + PAGES * PAGE));
	EXPECT(mremap(p, PAGES * PAGE, 2 * PAGES * PAGE, 0) == p);
	EXPECT(has_content(p, PAGES) && p[PAGES * PAGE] == 0);
	/* `to` stands in the way, or something else does not matter */
	mmap(p + 2 * PAGES * PAGE, PAGE, PROT_READ,
	     MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
	q = mremap(p, 2 * PAGES * PAGE, 4 * PAGES * PAGE, 0);
	EXPECT(q == MAP_FAILED && errno == ENOMEM);
	q = mremap(p, 2 * PAGES * PAGE, 4 * PAGES * PAGE, MREMAP_MAYMOVE);
	EXPECT(q != MAP_FAILED && q != p && has_content(q, PAGES));
	EXPECT(q[4 * PAGES * PAGE - 1] == 0);
	EXPECT_FAULT(*(volatile char *)p);
	to = mmap(NULL, 8 * PAGES * PAGE, PROT_NONE,
		  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	EXPECT(mremap(q, 4 * PAGES * PAGE, 4 * PAGES * PAGE,
		      MREMAP_MAYMOVE | MREMAP_FIXED, to) == to);
	EXPECT(has_content(to, PAGES));
	EXPECT(mremap(q, PAGE, PAGE, 0) == MAP_FAILED && errno == EFAULT);
	EXPECT(mremap(to + 1, PAGE, PAGE, 0) == MAP_FAILED && errno == EINVAL);
	return EXPECT_STATUS();
}

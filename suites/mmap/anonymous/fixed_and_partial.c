/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 mmap(), munmap(): MAP_FIXED replaces, parts can be unmapped. */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "expect.h"
#include "fault.h"

#define PAGE 4096UL
#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)

int main(void)
{
	char *p = mmap(NULL, 5 * PAGE, PROT_READ | PROT_WRITE, ANON, -1, 0);
	char *q;

	if (!EXPECT(p != MAP_FAILED))
		return 1;
	memset(p, 1, 5 * PAGE);
	q = mmap(p + PAGE, PAGE, PROT_READ | PROT_WRITE, ANON | MAP_FIXED, -1, 0);
	EXPECT(q == p + PAGE && q[0] == 0 && q[PAGE - 1] == 0);
	EXPECT(p[PAGE - 1] == 1 && p[2 * PAGE] == 1);
	EXPECT(munmap(p + 3 * PAGE, PAGE) == 0);
	fault_catch(SIGSEGV);
	EXPECT_FAULT(*(volatile char *)(p + 3 * PAGE));
	EXPECT(fault_info.si_code == SEGV_MAPERR);
	EXPECT(p[4 * PAGE] == 1);
	/* a hint that is free is taken */
	q = mmap(p + 3 * PAGE, PAGE, PROT_READ, ANON, -1, 0);
	EXPECT(q == p + 3 * PAGE && q[0] == 0);
	q = mmap(p, PAGE, PROT_READ, ANON | MAP_FIXED_NOREPLACE, -1, 0);
	EXPECT(q == MAP_FAILED && errno == EEXIST);
	EXPECT(munmap(p, 5 * PAGE) == 0);
	EXPECT(munmap(p, 5 * PAGE) == 0); /* nothing there: no error */
	return EXPECT_STATUS();
}

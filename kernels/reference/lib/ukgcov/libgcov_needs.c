/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What libgcov's stream writer and gcc's records refer to. None of it runs
 * for counters of arcs, the only kind compiled in: records name the merge
 * function just to say that a kind is in use, and only profiles of values
 * map memory or give up.
 */
#include <uk/assert.h>

void abort(void);
void *mmap(void *addr, unsigned long len, int prot, int flags, int fd,
	   long offset);
void __gcov_merge_add(long *counters, unsigned int count);

__attribute__((weak)) void abort(void)
{
	UK_CRASH("libgcov gave up\n");
}

__attribute__((weak)) void *mmap(void *addr, unsigned long len, int prot,
				 int flags, int fd, long offset)
{
	(void)addr;
	(void)len;
	(void)prot;
	(void)flags;
	(void)fd;
	(void)offset;
	return (void *)-1;
}

void __gcov_merge_add(long *counters, unsigned int count)
{
	(void)counters;
	(void)count;
	UK_CRASH("coverage counters are never merged in the kernel\n");
}

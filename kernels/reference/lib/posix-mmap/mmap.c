/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory mappings: anonymous memory and files. POSIX.1-2017 mmap(), munmap(),
 * mprotect(); flags and results of Linux. Memory is shared between the threads
 * of one process only, so that shared anonymous memory is as private memory.
 */
#include <uk/program_space.h>
#include <uk/syscall.h>

#include "internal.h"

/* PROT_READ, WRITE and EXEC have the values of the page attributes */
_Static_assert(PAGE_ATTR_PROT_READ == 1 && PAGE_ATTR_PROT_WRITE == 2 &&
		       PAGE_ATTR_PROT_EXEC == 4,
	       "attributes are passed through");

struct mapping {
	__vaddr_t vaddr;
	__sz size;
	unsigned long prot;
	int flags;
	unsigned long vma_flags;
};

static int check(const struct mapping *m, __sz len, __u64 offset)
{
	int type = m->flags & MAP_TYPE;

	if (type < MAP_SHARED || type > MAP_SHARED_VALIDATE || !len)
		return -EINVAL;
	if (!IS_ALIGNED(offset, PAGE_SIZE))
		return -EINVAL;
	if (!m->size)
		return -ENOMEM;
	return mmap_check_limits(m->size,
				 (m->prot & PAGE_ATTR_PROT_WRITE) &&
					 !(m->flags & MAP_NORESERVE));
}

/* Where it goes: at the address given, or where there is room */
static int place(struct mapping *m, __uptr addr)
{
	if (m->flags & (MAP_FIXED | MAP_FIXED_NOREPLACE)) {
		if (!IS_ALIGNED(addr, PAGE_SIZE))
			return -EINVAL;
		m->vaddr = addr;
		if (m->flags & MAP_FIXED_NOREPLACE)
			return mmap_is_free(addr, m->size)
				       ? mmap_check_range(addr, m->size)
				       : -EEXIST;
		m->vma_flags |= UK_VMA_MAP_REPLACE;
		return mmap_check_range(addr, m->size);
	}
	m->vaddr = mmap_is_program() ? mmap_find_hole(m->size, addr)
				     : __VADDR_ANY;
	return m->vaddr == __VADDR_INV ? -ENOMEM : 0;
}

UK_SYSCALL_R_DEFINE(long, mmap, __uptr, addr, size_t, len, int, prot, int,
		    flags, int, fd, long, offset)
{
	struct mapping m = {
		.size = mmap_whole_pages(len),
		.prot = (unsigned long)prot & PROT_ALL,
		.flags = flags,
		.vma_flags = flags & MAP_POPULATE ? UK_VMA_MAP_POPULATE : 0,
	};
	int rc = check(&m, len, (__u64)offset);

	rc = rc ? rc : place(&m, addr);
	if (rc)
		return rc;
	if (flags & MAP_ANONYMOUS)
		rc = uk_vma_map_anon(uk_vas_get_active(), &m.vaddr, m.size,
				     m.prot, m.vma_flags, NULL);
	else
		rc = mmap_file(fd, m.vaddr, m.size, m.prot, m.flags,
			       m.vma_flags, (__u64)offset);
	return rc < 0 ? rc : (long)m.vaddr;
}

UK_SYSCALL_R_DEFINE(int, munmap, __uptr, addr, size_t, len)
{
	__sz size = mmap_whole_pages(len);

	if (!size || !IS_ALIGNED(addr, PAGE_SIZE))
		return -EINVAL;
	if (mmap_check_range(addr, size))
		return -EINVAL;
	return uk_vma_unmap(uk_vas_get_active(), addr, size, 0);
}

UK_SYSCALL_R_DEFINE(int, mprotect, __uptr, addr, size_t, len, int, prot)
{
	__sz size = mmap_whole_pages(len);

	if ((prot & ~PROT_ALL) || !IS_ALIGNED(addr, PAGE_SIZE))
		return -EINVAL;
	if (!len)
		return 0;
	if (!size || mmap_check_range(addr, size) ||
	    !mmap_is_mapped(addr, size))
		return -ENOMEM;
	return uk_vma_set_attr(uk_vas_get_active(), addr, size,
			       (unsigned long)prot, 0);
}

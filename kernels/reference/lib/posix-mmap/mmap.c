/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory mappings of the application: anonymous private memory in the active
 * address space. POSIX.1-2017 mmap(), munmap(), mprotect(); flags and results
 * of Linux. There is no program break: brk() leaves it at 0.
 */
#include <uk/arch/paging.h>
#include <uk/syscall.h>
#include <uk/vma_types.h>
#include <uk/vmem.h>

#define PROT_ALL 7
#define MAP_PRIVATE 0x02
#define MAP_TYPE 0x0f
#define MAP_FIXED 0x10
#define MAP_ANONYMOUS 0x20

/* PROT_READ, WRITE and EXEC have the values of the page attributes */
_Static_assert(PAGE_ATTR_PROT_READ == 1 && PAGE_ATTR_PROT_WRITE == 2 &&
		       PAGE_ATTR_PROT_EXEC == 4,
	       "attributes are passed through");

/* @return pages of `len` bytes, in bytes; 0: none or too many */
static __sz whole_pages(__sz len)
{
	return ALIGN_UP(len, PAGE_SIZE);
}

UK_SYSCALL_R_DEFINE(long, mmap, __uptr, addr, size_t, len, int, prot, int,
		    flags, int, fd, long, offset)
{
	__vaddr_t vaddr = flags & MAP_FIXED ? addr : __VADDR_ANY;
	__sz size = whole_pages(len);
	int rc;

	if ((flags & MAP_TYPE) != MAP_PRIVATE || !len || (prot & ~PROT_ALL))
		return -EINVAL;
	if (!size)
		return -ENOMEM;
	if (!(flags & MAP_ANONYMOUS))
		return -ENODEV;
	if ((flags & MAP_FIXED) && !IS_ALIGNED(addr, PAGE_SIZE))
		return -EINVAL;
	rc = uk_vma_map_anon(uk_vas_get_active(), &vaddr, size,
			     (unsigned long)prot,
			     flags & MAP_FIXED ? UK_VMA_MAP_REPLACE : 0, NULL);
	return rc < 0 ? rc : (long)vaddr;
}

UK_SYSCALL_R_DEFINE(int, munmap, __uptr, addr, size_t, len)
{
	if (!len || !whole_pages(len) || !IS_ALIGNED(addr, PAGE_SIZE))
		return -EINVAL;
	return uk_vma_unmap(uk_vas_get_active(), addr, whole_pages(len), 0);
}

UK_SYSCALL_R_DEFINE(int, mprotect, __uptr, addr, size_t, len, int, prot)
{
	if ((prot & ~PROT_ALL) || !IS_ALIGNED(addr, PAGE_SIZE))
		return -EINVAL;
	if (!len)
		return 0;
	return uk_vma_set_attr(uk_vas_get_active(), addr, whole_pages(len),
			       (unsigned long)prot, 0);
}

UK_SYSCALL_R_DEFINE(long, brk, __uptr, addr)
{
	return 0;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Advice about memory, and what is in it. POSIX.1-2017 posix_madvise(), msync(),
 * mlock(); madvise(2), mincore(2) of Linux. All memory that is there stays there:
 * locking is filling.
 */
#include <uk/program_space.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>

#include "file.h"
#include "internal.h"

#define MADV_DONTNEED 4
#define MADV_FREE 8
#define MADV_PAGEOUT 21

#define MS_ASYNC 1
#define MS_INVALIDATE 2
#define MS_SYNC 4

#define MCL_KNOWN 7

/* @return 0; -EINVAL: not a page; -ENOMEM: not mapped */
static int check(__uptr addr, __sz len)
{
	__sz size = mmap_whole_pages(len);

	if (!PAGE_ALIGNED(addr))
		return -EINVAL;
	if (len && (!size || addr + size < addr ||
		    !mmap_is_mapped(addr, size)))
		return -ENOMEM;
	return 0;
}

static int advise(__uptr addr, __sz len, unsigned long advice)
{
	if (!len || mmap_check_range(addr, mmap_whole_pages(len)))
		return 0;
	return uk_vma_advise(uk_vas_get_active(), addr, mmap_whole_pages(len),
			     advice, 0);
}

static bool is_advice(int advice)
{
	return (advice >= 0 && advice <= 4) ||
	       (advice >= MADV_FREE && advice <= MADV_PAGEOUT);
}

UK_SYSCALL_R_DEFINE(int, madvise, __uptr, addr, size_t, len, int, advice)
{
	int rc;

	if (!PAGE_ALIGNED(addr) || !is_advice(advice) ||
	    (len && !mmap_whole_pages(len)))
		return -EINVAL;
	rc = check(addr, len);
	if (rc)
		return rc;
	if (advice == MADV_DONTNEED)
		return advise(addr, len, UK_VMA_ADV_DONTNEED);
	return 0;
}

UK_SYSCALL_R_DEFINE(int, msync, __uptr, addr, size_t, len, int, flags)
{
	int rc;

	if (flags & ~(MS_ASYNC | MS_INVALIDATE | MS_SYNC) ||
	    (flags & MS_ASYNC && flags & MS_SYNC))
		return -EINVAL;
	rc = check(addr, len);
	if (!rc)
		mmap_file_sync(addr, mmap_whole_pages(len));
	return rc;
}

static bool is_present(__vaddr_t vaddr)
{
	unsigned int level = PAGE_LEVEL;
	__pte_t pte;

	return !ukplat_pt_walk(uk_vas_get_active()->pt, vaddr, &level, NULL,
			       &pte) &&
	       PT_Lx_PTE_PRESENT(pte, level);
}

UK_SYSCALL_R_DEFINE(int, mincore, __uptr, addr, size_t, len, unsigned char *,
		    vec)
{
	int rc = check(addr, len);
	unsigned char in;

	for (__sz off = 0; off < len && !rc; off += PAGE_SIZE) {
		in = is_present(addr + off);
		rc = uk_copy_to_user(vec + (off >> PAGE_SHIFT), &in, 1);
	}
	return rc;
}

static int lock(__uptr addr, __sz len)
{
	__uptr start = PAGE_ALIGN_DOWN(addr);
	int rc = check(start, len + (addr - start));

	return rc ? rc
		  : advise(start, len + (addr - start), UK_VMA_ADV_WILLNEED);
}

UK_SYSCALL_R_DEFINE(int, mlock, __uptr, addr, size_t, len)
{
	return lock(addr, len);
}

UK_SYSCALL_R_DEFINE(int, mlock2, __uptr, addr, size_t, len, int, flags)
{
	return flags & ~1 ? -EINVAL : lock(addr, len);
}

UK_SYSCALL_R_DEFINE(int, munlock, __uptr, addr, size_t, len)
{
	__uptr start = PAGE_ALIGN_DOWN(addr);

	return check(start, len + (addr - start));
}

UK_SYSCALL_R_DEFINE(int, mlockall, int, flags)
{
	return !flags || (flags & ~MCL_KNOWN) ? -EINVAL : 0;
}

UK_SYSCALL_R_DEFINE(int, munlockall)
{
	return 0;
}

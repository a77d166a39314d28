/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The program break: memory behind the image. Linux's brk(): the result is the
 * break, whether it was changed or not. The process that is linked into the
 * kernel has none: 0.
 */
#include <uk/program_space.h>
#include <uk/rlimit.h>
#include <uk/syscall.h>

#include "brk.h"
#include "internal.h"

static __uptr break_start, break_now;

void mmap_brk_begin(__uptr start)
{
	break_start = start;
	break_now = start;
}

static bool may_grow_to(__uptr addr)
{
	__uptr from = ALIGN_UP(break_now, PAGE_SIZE);
	__uptr to = ALIGN_UP(addr, PAGE_SIZE);
	__u64 limit = uk_rlimit_cur(UK_RLIMIT_DATA);

	return addr <= UK_PROGRAM_IMAGE_END && addr - break_start <= limit &&
	       mmap_is_free(from, to - from) &&
	       !mmap_check_limits(to - from, true);
}

/* Changes the mapped pages from those of `old` to those of `addr` */
static int move(__uptr old, __uptr addr)
{
	struct uk_vas *vas = uk_vas_get_active();
	__vaddr_t from = ALIGN_UP(old, PAGE_SIZE);
	__vaddr_t to = ALIGN_UP(addr, PAGE_SIZE);

	if (to > from)
		return uk_vma_map_anon(vas, &from, to - from,
				       PAGE_ATTR_PROT_RW, 0, NULL);
	return to < from ? uk_vma_unmap(vas, to, from - to, 0) : 0;
}

UK_SYSCALL_R_DEFINE(long, brk, __uptr, addr)
{
	if (!mmap_is_program())
		return 0;
	if (addr < break_start || (addr > break_now && !may_grow_to(addr)))
		return (long)break_now;
	if (!move(break_now, addr))
		break_now = addr;
	return (long)break_now;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The program's part of the address space: what is in it, what may still come.
 * Interface: <uk/program_space.h>, internal.h.
 */
#include <errno.h>
#include <uk/program_space.h>
#include <uk/rlimit.h>
#include <uk/uentry.h>

#include "brk.h"
#include "internal.h"

/* Frames that are not promised to mappings: page tables, stacks that grow */
#define RESERVE_BYTES (4UL << 20)
/* Of one mapping, what has to be there when it is made; the rest may come late */
#define CHECKED_BYTES (16UL << 20)
/* Memory that may be promised altogether: more than there is, so that programs
 * can reserve, but not without end
 */
#define PROMISED_BYTES (64UL << 30)

bool mmap_is_program(void)
{
	return uk_uthread_is(uk_thread_current());
}

static bool is_inside(__uptr start, __sz len, __uptr from, __uptr to)
{
	return start >= from && start <= to && len <= to - start;
}

bool uk_program_space_has(__uptr start, __sz len)
{
	return is_inside(start, len, UK_PROGRAM_IMAGE_START,
			 UK_PROGRAM_IMAGE_END) ||
	       is_inside(start, len, UK_PROGRAM_MAP_START, UK_PROGRAM_MAP_END);
}

int mmap_check_range(__vaddr_t vaddr, __sz len)
{
	return !mmap_is_program() || uk_program_space_has(vaddr, len)
		       ? 0
		       : -ENOMEM;
}

/* First area that ends above `vaddr`; the big kernel lock keeps the list */
static const struct uk_vma *area_above(__vaddr_t vaddr)
{
	const struct uk_vma *vma = uk_vma_first(uk_vas_get_active());

	while (vma && vma->end <= vaddr)
		vma = uk_vma_next(vma);
	return vma;
}

bool mmap_is_free(__vaddr_t vaddr, __sz len)
{
	const struct uk_vma *vma = area_above(vaddr);

	return !vma || vma->start >= vaddr + len;
}

bool mmap_is_mapped(__vaddr_t vaddr, __sz len)
{
	const struct uk_vma *vma = area_above(vaddr);
	__vaddr_t end = vaddr + len;

	for (; vaddr < end; vma = uk_vma_next(vma)) {
		if (!vma || vma->start > vaddr)
			return false;
		vaddr = vma->end;
	}
	return true;
}

/* Bytes that areas of the program have; with `attr` only areas that allow it */
static __u64 sum_areas(unsigned long attr)
{
	const struct uk_vma *vma = area_above(UK_PROGRAM_IMAGE_START);
	__u64 sum = 0;

	for (; vma; vma = uk_vma_next(vma))
		if (uk_program_space_has(vma->start, uk_vma_len(vma)) &&
		    vma->ops != &uk_vma_rsvd_ops && (vma->attr & attr) == attr)
			sum += uk_vma_len(vma);
	return sum;
}

__u64 uk_program_space_used(void)
{
	return sum_areas(0);
}

static __u64 memory_left(void)
{
	struct uk_falloc *fa = ukplat_pt_get_active()->fa;
	__u64 left = fa->free_memory;

	return left > RESERVE_BYTES ? left - RESERVE_BYTES : 0;
}

int mmap_check_limits(__sz len, bool is_backed)
{
	__u64 limit;

	if (!mmap_is_program())
		return 0;
	limit = uk_rlimit_cur(UK_RLIMIT_AS);
	if (limit != UK_RLIM_INFINITY &&
	    (len > limit || uk_program_space_used() > limit - len))
		return -ENOMEM;
	if (!is_backed)
		return 0;
	if (MIN(len, CHECKED_BYTES) > memory_left() || len > PROMISED_BYTES ||
	    sum_areas(PAGE_ATTR_PROT_WRITE) > PROMISED_BYTES - len)
		return -ENOMEM;
	return 0;
}

static __vaddr_t first_hole(__vaddr_t from, __vaddr_t to, __sz len)
{
	const struct uk_vma *vma = area_above(from);

	for (; vma && vma->start < to; vma = uk_vma_next(vma)) {
		if (vma->start >= from && vma->start - from >= len)
			return from;
		from = MAX(from, vma->end);
	}
	return from <= to && to - from >= len ? from : __VADDR_INV;
}

__vaddr_t mmap_find_hole(__sz len, __vaddr_t hint)
{
	if (hint && PAGE_ALIGNED(hint) && uk_program_space_has(hint, len) &&
	    mmap_is_free(hint, len))
		return hint;
	return first_hole(UK_PROGRAM_MAP_START, UK_PROGRAM_MAP_END, len);
}

void uk_program_space_begin(__uptr image_end)
{
	mmap_brk_begin(image_end);
}

void uk_program_space_end(void)
{
	struct uk_vas *vas = uk_vas_get_active();

	uk_vma_unmap(vas, UK_PROGRAM_IMAGE_START,
		     UK_PROGRAM_IMAGE_END - UK_PROGRAM_IMAGE_START, 0);
	uk_vma_unmap(vas, UK_PROGRAM_MAP_START,
		     UK_PROGRAM_MAP_END - UK_PROGRAM_MAP_START, 0);
	/* Before the next one's files are opened, and its image is read */
	uk_rlimit_reset();
}

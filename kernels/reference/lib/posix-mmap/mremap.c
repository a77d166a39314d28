/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Mappings that change their size or place. Linux mremap(2), of anonymous memory.
 */
#include <uk/program_space.h>
#include <uk/syscall.h>

#include "internal.h"

#define MREMAP_MAYMOVE 1
#define MREMAP_FIXED 2
#define MREMAP_KNOWN 3

struct remap {
	__vaddr_t from, to;
	__sz old_size, new_size;
	int flags;
	const struct uk_vma *vma; /* around the old range */
};

/* A stack stays as it is; C libraries look for its lower end in this way */
static int check_stack(const struct remap *r)
{
	if (r->from < r->vma->start + UK_VMA_STACK_BOTTOM_GUARD_SIZE)
		return -EFAULT;
	return r->new_size > r->old_size && !(r->flags & MREMAP_MAYMOVE)
		       ? -ENOMEM
		       : -EINVAL;
}

static int check(struct remap *r, __uptr new_address)
{
	if (!PAGE_ALIGNED(r->from) || (r->flags & ~MREMAP_KNOWN) ||
	    !r->new_size)
		return -EINVAL;
	if ((r->flags & MREMAP_FIXED) &&
	    (!(r->flags & MREMAP_MAYMOVE) || !PAGE_ALIGNED(new_address)))
		return -EINVAL;
	/* Of shared memory a second mapping could be asked for in this way */
	if (!r->old_size)
		return -EINVAL;
	r->vma = uk_vma_find(uk_vas_get_active(), r->from);
	if (!r->vma || r->old_size > r->vma->end - r->from ||
	    mmap_check_range(r->from, r->old_size))
		return -EFAULT;
	if (r->vma->ops == &uk_vma_stack_ops)
		return check_stack(r);
	if (r->vma->ops != &uk_vma_anon_ops)
		return -EINVAL;
	if (r->new_size > r->old_size)
		return mmap_check_limits(
			r->new_size - r->old_size,
			!!(r->vma->attr & PAGE_ATTR_PROT_WRITE));
	return 0;
}

/* The frames of the pages that are there change their addresses */
static int move_pages(const struct remap *r, __sz len)
{
	struct uk_pagetable *pt = uk_vas_get_active()->pt;
	unsigned long attr = r->vma->attr;
	int rc = 0;

	for (__sz off = 0; off < len && !rc; off += PAGE_SIZE) {
		unsigned int level = PAGE_LEVEL;
		__paddr_t frame;
		__pte_t pte;

		if (ukplat_pt_walk(pt, r->from + off, &level, NULL, &pte) ||
		    !PT_Lx_PTE_PRESENT(pte, level))
			continue;
		frame = PT_Lx_PTE_PADDR(pte, level);
		rc = ukplat_page_map(pt, r->to + off, frame, 1, attr, 0);
		if (!rc)
			rc = ukplat_page_unmap(pt, r->from + off, 1,
					       PAGE_FLAG_KEEP_FRAMES);
	}
	return rc;
}

static long move(struct remap *r, unsigned long vma_flags)
{
	struct uk_vas *vas = uk_vas_get_active();
	int rc;

	rc = uk_vma_map_anon(vas, &r->to, r->new_size, r->vma->attr, vma_flags,
			     NULL);
	if (rc)
		return rc == -EEXIST ? -ENOMEM : rc;
	/* The list of areas has changed: a neighbour may have become one */
	r->vma = uk_vma_find(vas, r->from);
	rc = move_pages(r, MIN(r->old_size, r->new_size));
	if (!rc)
		rc = uk_vma_unmap(vas, r->from, r->old_size, 0);
	return rc ? rc : (long)r->to;
}

static long grow(struct remap *r)
{
	__vaddr_t more = r->from + r->old_size;
	__sz len = r->new_size - r->old_size;

	if (r->vma->end == more && mmap_is_free(more, len) &&
	    !mmap_check_range(r->from, r->new_size) &&
	    !uk_vma_map_anon(uk_vas_get_active(), &more, len, r->vma->attr, 0,
			     NULL))
		return (long)r->from;
	if (!(r->flags & MREMAP_MAYMOVE))
		return -ENOMEM;
	r->to = mmap_find_hole(r->new_size, 0);
	return r->to == __VADDR_INV ? -ENOMEM : move(r, 0);
}

static long move_to(struct remap *r, __uptr to)
{
	if (mmap_check_range(to, r->new_size))
		return -EINVAL;
	if (to < r->from + r->old_size && r->from < to + r->new_size)
		return -EINVAL;
	r->to = to;
	return move(r, UK_VMA_MAP_REPLACE);
}

UK_SYSCALL_R_DEFINE(long, mremap, __uptr, addr, size_t, old_len, size_t,
		    new_len, int, flags, __uptr, new_address)
{
	struct remap r = {
		.from = addr,
		.old_size = mmap_whole_pages(old_len),
		.new_size = mmap_whole_pages(new_len),
		.flags = flags,
	};
	int rc;

	if (new_len && !r.new_size)
		return -ENOMEM;
	rc = check(&r, new_address);
	if (rc)
		return rc;
	if (flags & MREMAP_FIXED)
		return move_to(&r, new_address);
	if (r.new_size > r.old_size)
		return grow(&r);
	if (r.new_size < r.old_size)
		rc = uk_vma_unmap(uk_vas_get_active(), addr + r.new_size,
				  r.old_size - r.new_size, 0);
	return rc ? rc : (long)addr;
}

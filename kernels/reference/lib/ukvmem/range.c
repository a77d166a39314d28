/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Checks of the ranges that callers hand in. Interface: internal.h.
 */
#include <errno.h>

#include "internal.h"

int vma_check_range(__vaddr_t vaddr, __sz len, unsigned int level)
{
	if (!len || !PAGE_Lx_ALIGNED(vaddr, level) ||
	    !PAGE_Lx_ALIGNED(len, level))
		return -EINVAL;
	if (vaddr + len < vaddr || !ukarch_vaddr_range_isvalid(vaddr, len))
		return -EINVAL;
	return 0;
}

/* May the area around `at`, if there is one, be divided there? */
static int check_end(struct uk_vas *vas, __vaddr_t at)
{
	struct uk_vma *vma = vma_at_or_above(vas, at);

	if (!vma || vma->start >= at || PAGE_Lx_ALIGNED(at, vma_level(vma)))
		return 0;
	return -EINVAL;
}

static int has_holes(struct uk_vas *vas, __vaddr_t start, __vaddr_t end)
{
	struct uk_vma *vma = vma_at_or_above(vas, start);

	for (; start < end; vma = vma->next) {
		if (!vma || vma->start > start)
			return 1;
		start = vma->end;
	}
	return 0;
}

int vma_check_areas(struct uk_vas *vas, __vaddr_t start, __vaddr_t end,
		    unsigned long flags)
{
	int rc = check_end(vas, start);

	if (!rc)
		rc = check_end(vas, end);
	if (!rc && (flags & UK_VMA_FLAG_STRICT_VMA_CHECK) &&
	    has_holes(vas, start, end))
		rc = -ENOENT;
	return rc;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Making, removing and changing areas. Each function locks the address space
 * around one step that does the work. Interface and rules: <uk/vmem.h>.
 */
#include <errno.h>
#include <uk/assert.h>

#include "internal.h"

/* Arguments of uk_vma_map() */
struct map_args {
	struct uk_vas *vas;
	__vaddr_t vaddr;
	__sz len;
	unsigned long attr;
	unsigned long flags;
	const char *name;
	const struct uk_vma_ops *ops;
	void *args;
	int page_lvl; /* as in struct uk_vma */
};

/* First hole from vma_base on, or __VADDR_INV */
static __vaddr_t find_hole(struct uk_vas *vas, __sz len, unsigned int level)
{
	__vaddr_t vaddr = PAGE_Lx_ALIGN_UP(vas->vma_base, level);
	struct uk_vma *vma = vma_at_or_above(vas, vaddr);

	for (; vma; vma = vma->next) {
		if (vma->start >= vaddr && vma->start - vaddr >= len)
			break;
		vaddr = PAGE_Lx_ALIGN_UP(vma->end, level);
	}
	return vma_check_range(vaddr, len, level) ? __VADDR_INV : vaddr;
}

static int level_of(unsigned long flags, int *page_lvl)
{
	unsigned int order = UK_VMA_MAP_SIZE_TO_ORDER(flags);
	unsigned int level;

	*page_lvl = -1;
	if (!order)
		return 0;
	for (level = PAGE_LEVEL; level < PT_LEVELS; level++)
		if (PAGE_Lx_SHIFT(level) == order && PAGE_Lx_HAS(level))
			*page_lvl = (int)level;
	return *page_lvl < 0 ? -EINVAL : 0;
}

static int choose_range(struct map_args *m)
{
	unsigned int level = m->page_lvl < 0 ? PAGE_LEVEL :
					       (unsigned int)m->page_lvl;
	struct uk_vma *vma;

	if (m->vaddr == __VADDR_ANY) {
		if (!m->len || !PAGE_Lx_ALIGNED(m->len, level))
			return -EINVAL;
		m->vaddr = find_hole(m->vas, m->len, level);
		return m->vaddr == __VADDR_INV ? -ENOMEM : 0;
	}
	if (vma_check_range(m->vaddr, m->len, level))
		return -EINVAL;
	vma = vma_at_or_above(m->vas, m->vaddr);
	if (vma && vma->start < m->vaddr + m->len &&
	    !(m->flags & UK_VMA_MAP_REPLACE))
		return -EEXIST;
	return 0;
}

static int new_vma(struct map_args *m, struct uk_vma **out)
{
	struct uk_vma *vma = __NULL;
	int rc = 0;

	if (m->ops->new)
		rc = m->ops->new(m->vas, m->vaddr, m->len, m->args, m->attr,
				 &m->flags, &vma);
	else
		vma = uk_malloc(m->vas->a, sizeof(*vma));
	if (rc || !vma)
		return rc ? rc : -ENOMEM;
	vma->start = m->vaddr;
	vma->end = m->vaddr + m->len;
	vma->vas = m->vas;
	vma->ops = m->ops;
	vma->attr = m->attr;
	vma->flags = m->flags & UK_VMA_MAP_UNINITIALIZED ?
			     UK_VMA_FLAG_UNINITIALIZED :
			     0;
	vma->page_lvl = m->page_lvl;
	vma->name = m->name;
	*out = vma;
	return 0;
}

static void remove_range(struct uk_vas *vas, __vaddr_t start, __vaddr_t end)
{
	struct uk_vma *vma, *next;

	for (vma = vma_at_or_above(vas, start); vma && vma->start < end;
	     vma = next) {
		next = vma->next;
		vma_remove(vma);
	}
}

static int map_locked(struct map_args *m)
{
	struct uk_vma *vma;
	int rc;

	rc = choose_range(m);
	if (rc)
		return rc;
	rc = new_vma(m, &vma);
	if (rc)
		return rc;
	rc = vma_isolate(m->vas, vma->start, vma->end);
	if (rc) {
		vma_free(vma);
		return rc;
	}
	remove_range(m->vas, vma->start, vma->end);
	vma_insert(vma);
	if (m->flags & UK_VMA_MAP_POPULATE)
		rc = vma_populate(vma, vma->start, uk_vma_len(vma));
	if (rc)
		vma_remove(vma);
	vma_merge_range(m->vas, m->vaddr, m->vaddr + m->len);
	return rc;
}

int uk_vma_map(struct uk_vas *vas, __vaddr_t *vaddr, __sz len,
	       unsigned long attr, unsigned long flags, const char *name,
	       const struct uk_vma_ops *ops, void *args)
{
	struct map_args m = { vas, *vaddr, len, attr, flags, name, ops, args,
			      -1 };
	unsigned long irqf;
	int rc;

	rc = level_of(flags, &m.page_lvl);
	if (rc)
		return rc;
	irqf = vas_lock(vas);
	rc = map_locked(&m);
	vas_unlock(vas, irqf);
	if (!rc)
		*vaddr = m.vaddr;
	return rc;
}

static int unmap_locked(struct uk_vas *vas, __vaddr_t start, __vaddr_t end,
			unsigned long flags)
{
	int rc;

	rc = vma_check_areas(vas, start, end, flags);
	if (!rc)
		rc = vma_isolate(vas, start, end);
	if (!rc)
		remove_range(vas, start, end);
	return rc;
}

int uk_vma_unmap(struct uk_vas *vas, __vaddr_t vaddr, __sz len,
		 unsigned long flags)
{
	unsigned long irqf;
	int rc;

	rc = vma_check_range(vaddr, len, PAGE_LEVEL);
	if (rc)
		return rc;
	irqf = vas_lock(vas);
	rc = unmap_locked(vas, vaddr, vaddr + len, flags);
	vas_unlock(vas, irqf);
	return rc;
}

static int set_attr_one(struct uk_vma *vma, unsigned long attr)
{
	int rc;

	if (vma->attr == attr || !vma->ops->set_attr)
		return 0;
	rc = vma->ops->set_attr(vma, attr);
	if (!rc)
		vma->attr = attr;
	return rc;
}

static int set_attr_locked(struct uk_vas *vas, __vaddr_t start, __vaddr_t end,
			   unsigned long attr, unsigned long flags)
{
	struct uk_vma *vma;
	int rc;

	rc = vma_check_areas(vas, start, end, flags);
	if (!rc)
		rc = vma_isolate(vas, start, end);
	if (rc)
		return rc;
	for (vma = vma_at_or_above(vas, start);
	     vma && vma->start < end && !rc; vma = vma->next)
		rc = set_attr_one(vma, attr);
	vma_merge_range(vas, start, end);
	return rc;
}

int uk_vma_set_attr(struct uk_vas *vas, __vaddr_t vaddr, __sz len,
		    unsigned long attr, unsigned long flags)
{
	unsigned long irqf;
	int rc;

	rc = vma_check_range(vaddr, len, PAGE_LEVEL);
	if (rc)
		return rc;
	irqf = vas_lock(vas);
	rc = set_attr_locked(vas, vaddr, vaddr + len, attr, flags);
	vas_unlock(vas, irqf);
	return rc;
}

static int advise_locked(struct uk_vas *vas, __vaddr_t start, __vaddr_t end,
			 unsigned long advice, unsigned long flags)
{
	struct uk_vma *vma;
	__vaddr_t from;
	int rc;

	rc = vma_check_areas(vas, start, end, flags);
	for (vma = vma_at_or_above(vas, start);
	     vma && vma->start < end && !rc; vma = vma->next) {
		from = MAX(start, vma->start);
		if (vma->ops->advise)
			rc = vma->ops->advise(vma, from,
					      MIN(end, vma->end) - from,
					      advice);
	}
	return rc;
}

int uk_vma_advise(struct uk_vas *vas, __vaddr_t vaddr, __sz len,
		  unsigned long advice, unsigned long flags)
{
	unsigned long irqf;
	int rc;

	rc = vma_check_range(vaddr, len, PAGE_LEVEL);
	if (rc || (advice & ~(UK_VMA_ADV_DONTNEED | UK_VMA_ADV_WILLNEED)))
		return -EINVAL;
	irqf = vas_lock(vas);
	rc = advise_locked(vas, vaddr, vaddr + len, advice, flags);
	vas_unlock(vas, irqf);
	return rc;
}

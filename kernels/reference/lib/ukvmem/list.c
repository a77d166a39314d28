/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The list of areas, sorted by address: finding, inserting, removing, splitting
 * and merging. Interface: internal.h.
 */
#include <errno.h>
#include <string.h>
#include <uk/assert.h>

#include "internal.h"

struct uk_vma *vma_at_or_above(struct uk_vas *vas, __vaddr_t vaddr)
{
	struct uk_vma *vma = vas->first;

	while (vma && vma->end <= vaddr)
		vma = vma->next;
	return vma;
}

static void link_between(struct uk_vma *prev, struct uk_vma *vma,
			 struct uk_vma *next)
{
	struct uk_vas *vas = vma->vas;

	vma->prev = prev;
	vma->next = next;
	if (prev)
		prev->next = vma;
	else
		vas->first = vma;
	if (next)
		next->prev = vma;
	else
		vas->last = vma;
}

static void unlink_vma(struct uk_vma *vma)
{
	struct uk_vas *vas = vma->vas;

	if (vma->prev)
		vma->prev->next = vma->next;
	else
		vas->first = vma->next;
	if (vma->next)
		vma->next->prev = vma->prev;
	else
		vas->last = vma->prev;
}

void vma_insert(struct uk_vma *vma)
{
	struct uk_vma *next = vma_at_or_above(vma->vas, vma->start);

	UK_ASSERT(!next || next->start >= vma->end);
	link_between(next ? next->prev : vma->vas->last, vma, next);
}

void vma_free(struct uk_vma *vma)
{
	if (vma->ops->destroy)
		vma->ops->destroy(vma);
	uk_free(vma->vas->a, vma);
}

void vma_remove(struct uk_vma *vma)
{
	int rc = 0;

	if (vma->ops->unmap)
		rc = vma->ops->unmap(vma, vma->start, uk_vma_len(vma));
	UK_ASSERT(rc == 0);
	unlink_vma(vma);
	vma_free(vma);
}

static int split_new(struct uk_vma *vma, __vaddr_t at, struct uk_vma **upper)
{
	if (vma->ops->split)
		return vma->ops->split(vma, at, upper);
	*upper = uk_malloc(vma->vas->a, sizeof(**upper));
	return *upper ? 0 : -ENOMEM;
}

static int split(struct uk_vma *vma, __vaddr_t at)
{
	struct uk_vma *upper;
	int rc;

	rc = split_new(vma, at, &upper);
	if (rc)
		return rc;
	upper->start = at;
	upper->end = vma->end;
	upper->vas = vma->vas;
	upper->ops = vma->ops;
	upper->attr = vma->attr;
	upper->flags = vma->flags;
	upper->page_lvl = vma->page_lvl;
	upper->name = vma->name;
	vma->end = at;
	link_between(vma, upper, vma->next);
	return 0;
}

/* Splits the area that crosses `at`, if there is one */
static int split_at(struct uk_vas *vas, __vaddr_t at)
{
	struct uk_vma *vma = vma_at_or_above(vas, at);

	return vma && vma->start < at ? split(vma, at) : 0;
}

int vma_isolate(struct uk_vas *vas, __vaddr_t start, __vaddr_t end)
{
	int rc;

	rc = vma_check_areas(vas, start, end, 0);
	if (rc)
		return rc;
	rc = split_at(vas, start);
	if (rc)
		return rc;
	rc = split_at(vas, end);
	if (rc)
		vma_merge_range(vas, start, start);
	return rc;
}

static int same_name(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static int alike(const struct uk_vma *a, const struct uk_vma *b)
{
	return a->end == b->start && a->ops == b->ops && a->attr == b->attr &&
	       a->flags == b->flags && a->page_lvl == b->page_lvl &&
	       same_name(a->name, b->name);
}

/* Makes the next area part of this one. @return whether it could */
static int merge_next(struct uk_vma *vma)
{
	struct uk_vma *next = vma->next;

	if (!next || !alike(vma, next) ||
	    (vma->ops->merge && vma->ops->merge(vma, next)))
		return 0;
	unlink_vma(next);
	vma->end = next->end;
	vma_free(next);
	return 1;
}

void vma_merge_range(struct uk_vas *vas, __vaddr_t start, __vaddr_t end)
{
	struct uk_vma *vma = vma_at_or_above(vas, start);

	if (vma && vma->prev)
		vma = vma->prev;
	while (vma && vma->start < end)
		if (!merge_next(vma))
			vma = vma->next;
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The parts of the allocator interface that all allocators share: the default
 * allocator, counting, and operations that are defined by others.
 */
#include <errno.h>
#include <string.h>
#include <uk/alloc.h>
#include <uk/arch/limits.h>

static struct uk_alloc *default_alloc;

struct uk_alloc *uk_alloc_get_default(void)
{
	return default_alloc;
}

void uk_alloc_set_default(struct uk_alloc *a)
{
	default_alloc = a;
}

void *uk_calloc_compat(struct uk_alloc *a, __sz nmemb, __sz size)
{
	__sz total;
	void *ptr;

	if (__builtin_mul_overflow(nmemb, size, &total))
		return NULL;
	ptr = uk_malloc(a, total);
	if (ptr)
		memset(ptr, 0, total);
	return ptr;
}

int uk_posix_memalign(struct uk_alloc *a, void **memptr, __sz align, __sz size)
{
	void *ptr;

	if (!POWER_OF_2(align) || align % sizeof(void *))
		return EINVAL;
	ptr = uk_memalign(a, align, size);
	if (!ptr)
		return ENOMEM;
	*memptr = ptr;
	return 0;
}

long uk_alloc_pavailmem(struct uk_alloc *a)
{
	return uk_alloc_availmem(a) >> __PAGE_SHIFT;
}

long uk_alloc_pmaxalloc(struct uk_alloc *a)
{
	return uk_alloc_maxalloc(a) >> __PAGE_SHIFT;
}

void uk_alloc_stats_get(struct uk_alloc *a, struct uk_alloc_stats *dst)
{
	*dst = a->stats;
}

void uk_alloc_stats_count_alloc(struct uk_alloc *a, const void *ptr, __sz size)
{
	struct uk_alloc_stats *s = &a->stats;

	if (!ptr) {
		s->nb_enomem++;
		return;
	}
	if (!s->tot_nb_allocs || size < s->min_alloc_size)
		s->min_alloc_size = size;
	s->last_alloc_size = size;
	s->max_alloc_size = MAX(s->max_alloc_size, size);
	s->tot_nb_allocs++;
	s->cur_nb_allocs++;
	s->max_nb_allocs = MAX(s->max_nb_allocs, s->cur_nb_allocs);
}

void uk_alloc_stats_count_free(struct uk_alloc *a)
{
	a->stats.tot_nb_frees++;
	a->stats.cur_nb_allocs--;
}

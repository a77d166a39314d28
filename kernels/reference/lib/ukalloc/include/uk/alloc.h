/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory allocators. An allocator is a `struct uk_alloc` of operations; one of
 * them is the default. All functions may be called on any CPU and with
 * interrupts off, but not from a handler that interrupted an allocator on the
 * same CPU; they never sleep. Sizes are bytes.
 *
 * Promises that hold for every allocator:
 *  - memory is aligned to at least 16 bytes and no two live blocks overlap;
 *  - size 0 gives a pointer that is unlike any other live one and may be freed;
 *  - NULL means out of memory, nothing else changed; errno is not touched;
 *  - freeing NULL does nothing; freeing what is not the start of a live block
 *    is the caller's bug and crashes.
 */
#ifndef __UK_ALLOC_H__
#define __UK_ALLOC_H__

#include <uk/assert.h>
#include <uk/essentials.h>

#ifdef __cplusplus
extern "C" {
#endif

struct uk_alloc;

typedef void *(*uk_alloc_malloc_func_t)(struct uk_alloc *a, __sz size);
typedef void *(*uk_alloc_calloc_func_t)(struct uk_alloc *a, __sz nmemb,
					__sz size);
typedef void *(*uk_alloc_realloc_func_t)(struct uk_alloc *a, void *ptr,
					 __sz size);
typedef void *(*uk_alloc_memalign_func_t)(struct uk_alloc *a, __sz align,
					  __sz size);
typedef void (*uk_alloc_free_func_t)(struct uk_alloc *a, void *ptr);
typedef void *(*uk_alloc_palloc_func_t)(struct uk_alloc *a,
					unsigned long num_pages);
typedef void (*uk_alloc_pfree_func_t)(struct uk_alloc *a, void *ptr,
				      unsigned long num_pages);
typedef int (*uk_alloc_addmem_func_t)(struct uk_alloc *a, void *base, __sz size);
typedef __ssz (*uk_alloc_getsize_func_t)(struct uk_alloc *a);

/** Counts of one allocator since its creation; sizes as asked for. */
struct uk_alloc_stats {
	__sz last_alloc_size;
	__sz max_alloc_size;
	__sz min_alloc_size;
	__u64 tot_nb_allocs;
	__u64 tot_nb_frees;
	__s64 cur_nb_allocs;
	__s64 max_nb_allocs;
	/** Allocations that failed. */
	__u64 nb_enomem;
};

struct uk_alloc {
	uk_alloc_malloc_func_t malloc;
	uk_alloc_calloc_func_t calloc;
	uk_alloc_realloc_func_t realloc;
	uk_alloc_memalign_func_t memalign;
	uk_alloc_free_func_t free;
	uk_alloc_palloc_func_t palloc;
	uk_alloc_pfree_func_t pfree;
	uk_alloc_addmem_func_t addmem;
	/** Bytes free now; in the largest free block; managed altogether. */
	uk_alloc_getsize_func_t availmem;
	uk_alloc_getsize_func_t maxalloc;
	uk_alloc_getsize_func_t totalmem;
	/** Maintained by the allocator under its own lock. */
	struct uk_alloc_stats stats;
};

/** @return the default allocator; NULL before the heap exists */
struct uk_alloc *uk_alloc_get_default(void);

/** Makes `a` the default. Boot only. */
void uk_alloc_set_default(struct uk_alloc *a);

static inline void *uk_malloc(struct uk_alloc *a, __sz size)
{
	UK_ASSERT(a);
	return a->malloc(a, size);
}

/** Zeroed array; NULL also if nmemb * size is not representable. */
static inline void *uk_calloc(struct uk_alloc *a, __sz nmemb, __sz size)
{
	UK_ASSERT(a);
	return a->calloc(a, nmemb, size);
}

static inline void *uk_zalloc(struct uk_alloc *a, __sz size)
{
	return uk_calloc(a, 1, size);
}

/**
 * Changes the size of a block; the content up to the smaller size stays. NULL
 * as `ptr` allocates; size 0 frees and returns NULL. On failure NULL, and the
 * old block stays as it is.
 */
static inline void *uk_realloc(struct uk_alloc *a, void *ptr, __sz size)
{
	UK_ASSERT(a);
	return a->realloc(a, ptr, size);
}

/** Aligned block. NULL also if `align` is not a power of two. */
static inline void *uk_memalign(struct uk_alloc *a, __sz align, __sz size)
{
	UK_ASSERT(a);
	return a->memalign(a, align, size);
}

/**
 * POSIX.1-2017 posix_memalign().
 * @return 0; EINVAL: align is no power of two or no multiple of a pointer's
 *         size; ENOMEM. On an error *memptr is not touched.
 */
int uk_posix_memalign(struct uk_alloc *a, void **memptr, __sz align, __sz size);

static inline void uk_free(struct uk_alloc *a, void *ptr)
{
	UK_ASSERT(a);
	a->free(a, ptr);
}

/** Page aligned pages. NULL also if num_pages is 0. */
static inline void *uk_palloc(struct uk_alloc *a, unsigned long num_pages)
{
	UK_ASSERT(a);
	return a->palloc(a, num_pages);
}

/** Frees what uk_palloc() gave for the same number of pages. */
static inline void uk_pfree(struct uk_alloc *a, void *ptr,
			    unsigned long num_pages)
{
	UK_ASSERT(a);
	a->pfree(a, ptr, num_pages);
}

/**
 * Gives more memory to an allocator, for ever.
 * @return 0; -ENOMEM: too small to be of use; -ENOTSUP
 */
static inline int uk_alloc_addmem(struct uk_alloc *a, void *base, __sz size)
{
	UK_ASSERT(a);
	return a->addmem(a, base, size);
}

/** Bytes that are free, not necessarily in one piece. */
static inline __ssz uk_alloc_availmem(struct uk_alloc *a)
{
	return a->availmem(a);
}

/** The largest size that uk_malloc() could serve now. */
static inline __ssz uk_alloc_maxalloc(struct uk_alloc *a)
{
	return a->maxalloc(a);
}

/** As availmem and maxalloc, in whole pages. */
long uk_alloc_pavailmem(struct uk_alloc *a);
long uk_alloc_pmaxalloc(struct uk_alloc *a);

/** Bytes that are free when nothing is allocated. */
static inline __ssz uk_alloc_totalmem(struct uk_alloc *a)
{
	return a->totalmem(a);
}

/** Copies the counts. */
void uk_alloc_stats_get(struct uk_alloc *a, struct uk_alloc_stats *dst);

/** For allocators: calloc on top of malloc, counting. */
void *uk_calloc_compat(struct uk_alloc *a, __sz nmemb, __sz size);
void uk_alloc_stats_count_alloc(struct uk_alloc *a, const void *ptr, __sz size);
void uk_alloc_stats_count_free(struct uk_alloc *a);

#ifdef __cplusplus
}
#endif

#endif /* __UK_ALLOC_H__ */

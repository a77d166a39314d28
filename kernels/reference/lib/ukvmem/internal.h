/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files of this library share. Everything here wants the address space
 * locked. Interface: <uk/vmem.h>.
 */
#ifndef __UKVMEM_INTERNAL_H__
#define __UKVMEM_INTERNAL_H__

#include <uk/config.h>
#include <uk/essentials.h>
#include <uk/vmem.h>

/* -- vas.c: the lock -- */

/** Locks an address space. @return flags for vas_unlock() */
unsigned long vas_lock(struct uk_vas *vas);
void vas_unlock(struct uk_vas *vas, unsigned long flags);

/** @return whether this CPU holds the lock: a fault now is a bug in here */
int vas_is_mine(const struct uk_vas *vas);

/* -- list.c: areas by address, splitting and merging -- */

/** @return first area that ends above `vaddr`, or NULL */
struct uk_vma *vma_at_or_above(struct uk_vas *vas, __vaddr_t vaddr);

/** Puts an area into the list; its range is free. */
void vma_insert(struct uk_vma *vma);

/** Unmaps an area, takes it out of the list and frees it. */
void vma_remove(struct uk_vma *vma);

/** Ends a description that is in no list. */
void vma_free(struct uk_vma *vma);

/**
 * Splits areas so that none crosses either end of [start, end).
 * @return 0; -EINVAL where an area's page size forbids it; -ENOMEM; -EPERM.
 *   Nothing is changed on an error
 */
int vma_isolate(struct uk_vas *vas, __vaddr_t start, __vaddr_t end);

/** Merges what can be merged of the areas in, and next to, [start, end). */
void vma_merge_range(struct uk_vas *vas, __vaddr_t start, __vaddr_t end);

/* -- range.c: checks of arguments -- */

/** @return 0, or -EINVAL unless [vaddr, vaddr + len) is a range of pages of
 *  that level
 */
int vma_check_range(__vaddr_t vaddr, __sz len, unsigned int level);

/**
 * Checks the ends of a range against the page sizes of the areas there, and
 * with UK_VMA_FLAG_STRICT_VMA_CHECK that it has no holes.
 * @return 0; -EINVAL; -ENOENT
 */
int vma_check_areas(struct uk_vas *vas, __vaddr_t start, __vaddr_t end,
		    unsigned long flags);

/* -- fault.c -- */

/** @return level of the area's pages */
static inline unsigned int vma_level(const struct uk_vma *vma)
{
	return vma->page_lvl < 0 ? PAGE_LEVEL : (unsigned int)vma->page_lvl;
}

/**
 * Maps the pages of part of an area that are not mapped.
 * @return 0 or the error of the area's fault(), -ENOMEM: pages before the one
 *   that failed are mapped
 */
int vma_populate(struct uk_vma *vma, __vaddr_t vaddr, __sz len);

/* -- operations that kinds of areas share -- */

/** Fault: a frame of the allocator, zeroed if it has to be */
int vma_op_fault_anon(struct uk_vma *vma, struct uk_vm_fault *fault);
/** Unmaps and frees the frames */
int vma_op_unmap_free(struct uk_vma *vma, __vaddr_t vaddr, __sz len);
/** Changes the page table */
int vma_op_set_attr(struct uk_vma *vma, unsigned long attr);
/** DONTNEED frees, WILLNEED populates */
int vma_op_advise_anon(struct uk_vma *vma, __vaddr_t vaddr, __sz len,
		       unsigned long advice);

#ifdef CONFIG_HAVE_MEMTAG
/** Frees or changes of mapped pages of an area come after this: tags.c. */
void vma_clear_tags(const struct uk_vma *vma, __vaddr_t vaddr, __sz len);
#else
static inline void vma_clear_tags(const struct uk_vma *vma __unused,
				  __vaddr_t vaddr __unused, __sz len __unused)
{
}
#endif

#endif /* __UKVMEM_INTERNAL_H__ */

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Kinds of memory areas. Parameters and errors not described here: uk_vma_map()
 * in <uk/vmem.h>.
 */
#ifndef __UK_VMA_TYPES_H__
#define __UK_VMA_TYPES_H__

#include <uk/assert.h>
#include <uk/vmem.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Reserved addresses: nothing is allocated, the page table is left alone, and
 * no fault is resolved. Also stands for mappings that exist in the page table.
 * Other areas can be put there with UK_VMA_MAP_REPLACE only.
 */
extern const struct uk_vma_ops uk_vma_rsvd_ops;

/** Reserves addresses */
static inline int uk_vma_reserve(struct uk_vas *vas, __vaddr_t *vaddr, __sz len)
{
	return uk_vma_map(vas, vaddr, len, 0, 0, __NULL, &uk_vma_rsvd_ops,
			  __NULL);
}

/**
 * Reserves addresses for a mapping that exists (attributes as in the page
 * table), or in place of other areas.
 * @param flags 0 or UK_VMA_MAP_REPLACE
 */
static inline int uk_vma_reserve_ex(struct uk_vas *vas, __vaddr_t *vaddr,
				    __sz len, unsigned long attr,
				    unsigned long flags, const char *name)
{
	UK_ASSERT((flags & ~UK_VMA_MAP_REPLACE) == 0);
	return uk_vma_map(vas, vaddr, len, attr, flags, name, &uk_vma_rsvd_ops,
			  __NULL);
}

/**
 * Anonymous memory: frames of the page table's allocator, zeroed, when a page
 * is first accessed; freed when it is unmapped.
 */
extern const struct uk_vma_ops uk_vma_anon_ops;

/** Makes anonymous memory */
static inline int uk_vma_map_anon(struct uk_vas *vas, __vaddr_t *vaddr,
				  __sz len, unsigned long attr,
				  unsigned long flags, const char *name)
{
	return uk_vma_map(vas, vaddr, len, attr, flags, name, &uk_vma_anon_ops,
			  __NULL);
}

/**
 * Given physical memory, contiguous: devices, or frames of the caller's. Is not
 * freed when it is unmapped.
 */
extern const struct uk_vma_ops uk_vma_dma_ops;

struct uk_vma_dma_args {
	__paddr_t paddr;
};

/**
 * Maps physical memory.
 * @param paddr of the first page, aligned to the page size, else -EINVAL
 */
static inline int uk_vma_map_dma(struct uk_vas *vas, __vaddr_t *vaddr, __sz len,
				 unsigned long attr, unsigned long flags,
				 const char *name, __paddr_t paddr)
{
	struct uk_vma_dma_args args = { paddr };

	return uk_vma_map(vas, vaddr, len, attr, flags, name, &uk_vma_dma_ops,
			  &args);
}

/**
 * A stack: anonymous memory, readable and writable, between two guard pages
 * that fault. Stays as it is: neither split nor merged.
 */
extern const struct uk_vma_ops uk_vma_stack_ops;

#define UK_VMA_STACK_BOTTOM_GUARD_SIZE PAGE_SIZE
#define UK_VMA_STACK_TOP_GUARD_SIZE PAGE_SIZE
#define UK_VMA_STACK_GUARDS_SIZE                                               \
	(UK_VMA_STACK_BOTTOM_GUARD_SIZE + UK_VMA_STACK_TOP_GUARD_SIZE)

/**
 * Makes a stack that grows down.
 * @param[in,out] vaddr of the area with its guard pages, or __VADDR_ANY;
 *   receives the lowest address of the stack itself, behind the guard. To unmap
 *   it, unmap [*vaddr - UK_VMA_STACK_BOTTOM_GUARD_SIZE, + len +
 *   UK_VMA_STACK_GUARDS_SIZE)
 * @param len of the stack, without guards
 * @param flags UK_VMA_MAP_* but for a page size
 * @param premapped_len bytes at the upper end that get their memory at once;
 *   a multiple of the page size, at most len
 */
int uk_vma_map_stack(struct uk_vas *vas, __vaddr_t *vaddr, __sz len,
		     unsigned long flags, const char *name, __sz premapped_len);

#ifdef __cplusplus
}
#endif

#endif /* __UK_VMA_TYPES_H__ */

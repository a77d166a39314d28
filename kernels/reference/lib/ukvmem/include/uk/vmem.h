/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Virtual address spaces (VAS) and the memory areas (VMA) in them. An area is a
 * range of addresses with one kind of memory behind it and one set of
 * attributes. Neighbours that are alike are merged; changing part of an area
 * splits it. The kinds (anonymous, reserved, ...) are in <uk/vma_types.h>; more
 * can be made by supplying `struct uk_vma_ops`.
 *
 * All functions may be called on any CPU and with interrupts off; each locks
 * the address space, and so do the page faults that areas resolve. Errors are
 * negative errno.
 *
 * Ranges consist of whole pages, 4 KiB unless the area was made with a page
 * size: then both ends of what is done to it keep to that size. An empty range,
 * one that wraps around or is not canonical, and one that is not aligned, are
 * -EINVAL, before anything is changed.
 */
#ifndef __UK_VMEM_H__
#define __UK_VMEM_H__

#include <uk/alloc.h>
#include <uk/falloc.h>
#include <uk/plat/lcpu.h>
#include <uk/plat/paging.h>
#include <uk/spinlock.h>

#ifdef __cplusplus
extern "C" {
#endif

struct __regs;
struct uk_vma;
struct uk_vma_ops;

/** Virtual address space */
struct uk_vas {
	struct uk_alloc *a; /* of the areas' descriptions */
	struct uk_pagetable *pt;
	__vaddr_t vma_base; /* where areas without an address go, and above */
	struct uk_vma *first; /* sorted by address, without overlap */
	struct uk_vma *last;
	struct uk_spinlock lock;
	__lcpuidx lock_owner; /* with the lock held; else UK_VAS_NO_OWNER */
};

#define UK_VAS_NO_OWNER (~0U)

/** Virtual memory area: [start, end) */
struct uk_vma {
	__vaddr_t start;
	__vaddr_t end;
	struct uk_vas *vas;
	const struct uk_vma_ops *ops;
	struct uk_vma *next;
	struct uk_vma *prev;
	unsigned long attr; /* PAGE_ATTR_* */
#define UK_VMA_FLAG_UNINITIALIZED 0x1UL /* memory need not be zeroed */
	unsigned long flags;
	int page_lvl; /* level of its pages, -1: no preference */
	const char *name; /* or NULL */
};

/** @return length in bytes */
static inline __sz uk_vma_len(const struct uk_vma *vma)
{
	return vma->end - vma->start;
}

/* Type of a fault */
#define UK_VMA_FAULT_ACCESSTYPE 0x03
#define UK_VMA_FAULT_READ 0x00
#define UK_VMA_FAULT_WRITE 0x01
#define UK_VMA_FAULT_EXEC 0x02
#define UK_VMA_FAULT_SOFT 0x10 /* pages wanted in advance, not by an access */

/** A page is needed. The area answers with its frames. */
struct uk_vm_fault {
	const __vaddr_t vaddr; /* of the access */
	const __vaddr_t vbase; /* of the page */
	const __sz len;	       /* of the page */
	__paddr_t paddr;       /* to be filled in; aligned to `len` */
	const unsigned int type;
	__pte_t pte; /* entry to be written; `paddr` is put into it */
	const unsigned int level;
	struct __regs *regs; /* NULL if SOFT */
};

/** A kind of area. All are called with the address space locked. */
struct uk_vma_ops {
	/**
	 * Allocates (from vas->a) the description of a new area, where more
	 * than a struct uk_vma is wanted, and may change POPULATE and
	 * UNINITIALIZED in *flags. The generic part is filled in by the caller.
	 * NULL: a struct uk_vma will do.
	 */
	int (*new)(struct uk_vas *vas, __vaddr_t vaddr, __sz len, void *data,
		   unsigned long attr, unsigned long *flags,
		   struct uk_vma **vma);

	/** Frees what the area refers to, not the description. May be NULL. */
	void (*destroy)(struct uk_vma *vma);

	/** Supplies the frames of a page. NULL: the area has no pages. */
	int (*fault)(struct uk_vma *vma, struct uk_vm_fault *fault);

	/** Unmaps pages. NULL: leaves the page table alone. @return 0; must
	 *  not fail
	 */
	int (*unmap)(struct uk_vma *vma, __vaddr_t vaddr, __sz len);

	/**
	 * Divides an area. Allocates the description of [vaddr, end) as new()
	 * does; the generic part is filled in and the old area is shortened by
	 * the caller. NULL: a struct uk_vma will do.
	 */
	int (*split)(struct uk_vma *vma, __vaddr_t vaddr,
		     struct uk_vma **new_vma);

	/**
	 * Asked before `next`, alike and adjacent, becomes part of `vma`. NULL:
	 * always. @return 0, or an error to keep them apart
	 */
	int (*merge)(struct uk_vma *vma, struct uk_vma *next);

	/** Changes the attributes of all pages that are mapped. NULL: ignored,
	 *  and the area keeps its attributes.
	 */
	int (*set_attr)(struct uk_vma *vma, unsigned long attr);

	/** Takes UK_VMA_ADV_* for part of the area. NULL: ignored. */
	int (*advise)(struct uk_vma *vma, __vaddr_t vaddr, __sz len,
		      unsigned long advice);
};

/** @return the address space that page faults go to, or NULL */
struct uk_vas *uk_vas_get_active(void);

/** Makes an address space and its page table the active ones. @return 0 */
int uk_vas_set_active(struct uk_vas *vas);

/** Makes an address space without areas for a page table. @return 0 */
int uk_vas_init(struct uk_vas *vas, struct uk_pagetable *pt,
		struct uk_alloc *a);

/** Unmaps all areas. The page table stays. */
void uk_vas_destroy(struct uk_vas *vas);

/**
 * @return the area around an address, or NULL. Valid until the next operation
 *   on the address space
 */
const struct uk_vma *uk_vma_find(struct uk_vas *vas, __vaddr_t vaddr);

/** @return area with the lowest address, or NULL */
static inline const struct uk_vma *uk_vma_first(struct uk_vas *vas)
{
	return vas->first;
}

/** @return area with the highest address, or NULL */
static inline const struct uk_vma *uk_vma_last(struct uk_vas *vas)
{
	return vas->last;
}

/** @return next lower area, or NULL */
static inline const struct uk_vma *uk_vma_prev(const struct uk_vma *vma)
{
	return vma->prev;
}

/** @return next higher area, or NULL */
static inline const struct uk_vma *uk_vma_next(const struct uk_vma *vma)
{
	return vma->next;
}

/** unmap, set_attr, advise: -ENOENT, and nothing done, if the range has holes
 *  (without it they are skipped)
 */
#define UK_VMA_FLAG_STRICT_VMA_CHECK 0x1000UL

/* Flags of uk_vma_map() */
#define UK_VMA_MAP_POPULATE 0x01UL	/* all pages at once */
#define UK_VMA_MAP_UNINITIALIZED 0x02UL /* memory need not be zeroed */
#define UK_VMA_MAP_REPLACE 0x04UL	/* unmap what is in the way */

/** Page size of the area: log2 of bytes */
#define UK_VMA_MAP_SIZE_SHIFT 5
#define UK_VMA_MAP_SIZE_BITS 6
#define UK_VMA_MAP_SIZE_MASK ((1UL << UK_VMA_MAP_SIZE_BITS) - 1)
#define UK_VMA_MAP_SIZE(order)                                                 \
	(((order)&UK_VMA_MAP_SIZE_MASK) << UK_VMA_MAP_SIZE_SHIFT)
#define UK_VMA_MAP_SIZE_TO_ORDER(flags)                                        \
	(((flags) >> UK_VMA_MAP_SIZE_SHIFT) & UK_VMA_MAP_SIZE_MASK)
#define UK_VMA_MAP_SIZE_4KB UK_VMA_MAP_SIZE(12UL)
#define UK_VMA_MAP_SIZE_2MB UK_VMA_MAP_SIZE(21UL)
#define UK_VMA_MAP_SIZE_1GB UK_VMA_MAP_SIZE(30UL)

/**
 * Makes an area.
 * @param[in,out] vaddr start, or __VADDR_ANY for the first hole above
 *   vas->vma_base; receives the start
 * @param attr PAGE_ATTR_*
 * @param flags UK_VMA_MAP_*
 * @param name for people, not copied; or NULL. Areas with different names are
 *   not merged
 * @param ops, args the kind of area, and what its new() wants
 * @return 0; -EINVAL, also a page size that the CPU does not have; -EEXIST the
 *   range is in use and REPLACE is not given; -ENOMEM no hole, no memory for
 *   descriptions, or none to populate; what an area in the way says that does
 *   not want to be split (-EPERM). On an error nothing has changed, except
 *   that what REPLACE removed is gone if the populating failed
 */
int uk_vma_map(struct uk_vas *vas, __vaddr_t *vaddr, __sz len,
	       unsigned long attr, unsigned long flags, const char *name,
	       const struct uk_vma_ops *ops, void *args);

/**
 * Removes all areas, and parts of areas, in a range.
 * @param flags UK_VMA_FLAG_STRICT_VMA_CHECK or 0
 * @return 0; -EINVAL; -ENOENT; -ENOMEM no memory to split an area; -EPERM.
 *   Nothing is changed on an error
 */
int uk_vma_unmap(struct uk_vas *vas, __vaddr_t vaddr, __sz len,
		 unsigned long flags);

/**
 * Changes the attributes of all areas, and parts of areas, in a range.
 * @return as uk_vma_unmap()
 */
int uk_vma_set_attr(struct uk_vas *vas, __vaddr_t vaddr, __sz len,
		    unsigned long attr, unsigned long flags);

/** The contents may be forgotten and the memory freed; zeroes come back */
#define UK_VMA_ADV_DONTNEED 0x01UL
/** The pages will be accessed soon: map them now */
#define UK_VMA_ADV_WILLNEED 0x02UL

/**
 * Tells what will be done with a range.
 * @param advice one or more of UK_VMA_ADV_*; done in the order of their values
 * @return 0; -EINVAL, also unknown advice; -ENOENT; -ENOMEM for WILLNEED: part
 *   of the pages may be mapped
 */
int uk_vma_advise(struct uk_vas *vas, __vaddr_t vaddr, __sz len,
		  unsigned long advice, unsigned long flags);

#ifdef __cplusplus
}
#endif

#include <uk/vma_types.h>

#endif /* __UK_VMEM_H__ */

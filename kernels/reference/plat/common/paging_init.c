/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The kernel's own page table, built from the memory regions of the boot
 * information, and the division of free memory between heap and frames.
 * Interface and rules: ukplat_paging_init() in <uk/plat/paging.h>.
 */
#include <errno.h>
#include <string.h>
#include <uk/assert.h>
#include <uk/plat/memory.h>
#include <uk/print.h>

#include "paging_internal.h"

/* What the boot tables map of the direct map */
#define BOOT_DIRECTMAP_SIZE (4UL << 30)

/* The frame allocator's first memory must hold the tables of all the rest */
#define BOOT_FRAMES_MIN (1UL << 20)

#define RAM_TYPES                                                              \
	(UKPLAT_MEMRT_FREE | UKPLAT_MEMRT_KERNEL | UKPLAT_MEMRT_INITRD |       \
	 UKPLAT_MEMRT_CMDLINE | UKPLAT_MEMRT_DEVICETREE | UKPLAT_MEMRT_STACK | \
	 UKPLAT_MEMRT_RESERVED)

static struct uk_pagetable kernel_pt;

/* Part of a free region that goes to the frame allocator */
static void frames_of(const struct ukplat_memregion_desc *mrd,
		      const struct ukplat_memregion_desc *heap,
		      __paddr_t *start, __paddr_t *end)
{
	*start = PAGE_ALIGN_UP(mrd->pbase);
	*end = PAGE_ALIGN_DOWN(mrd->pbase + mrd->len);
	if (mrd == heap)
		*start = PAGE_LARGE_ALIGN_UP(*start + (*end - *start) / 2);
	if (*start > *end)
		*start = *end;
}

static struct ukplat_memregion_desc *largest_free(void)
{
	struct ukplat_memregion_desc *mrd, *best = __NULL;

	ukplat_memregion_foreach(&mrd, UKPLAT_MEMRT_FREE, 0)
		if (!best || mrd->len > best->len)
			best = mrd;
	return best;
}

/* First memory for frames: below the end of the boot tables' direct map */
static struct ukplat_memregion_desc *
first_frames(const struct ukplat_memregion_desc *heap)
{
	struct ukplat_memregion_desc *mrd, *best = __NULL;
	__paddr_t start, end;
	__sz best_len = BOOT_FRAMES_MIN - 1;

	ukplat_memregion_foreach(&mrd, UKPLAT_MEMRT_FREE, 0) {
		frames_of(mrd, heap, &start, &end);
		if (end > BOOT_DIRECTMAP_SIZE || end - start <= best_len)
			continue;
		best = mrd;
		best_len = end - start;
	}
	return best;
}

unsigned long ukplat_memregion_attr(const struct ukplat_memregion_desc *mrd)
{
	unsigned long attr = PAGE_ATTR_PROT_NONE;

	if (mrd->flags & UKPLAT_MEMRF_READ)
		attr |= PAGE_ATTR_PROT_READ;
	if (mrd->flags & UKPLAT_MEMRF_WRITE)
		attr |= PAGE_ATTR_PROT_WRITE;
	if (mrd->flags & UKPLAT_MEMRF_EXECUTE)
		attr |= PAGE_ATTR_PROT_EXEC;
	if (mrd->type == UKPLAT_MEMRT_DEVICE)
		attr |= PAGE_ATTR_TYPE_DEVICE;
	return attr;
}

/* Small regions may share a page; the first one decides about its rights */
static int map_region(__vaddr_t vaddr, __paddr_t paddr, __sz len,
		      unsigned long attr, unsigned long flags)
{
	__sz skew = paddr & ~PAGE_MASK;
	unsigned long pages = PAGE_ALIGN_UP(len + skew) >> PAGE_SHIFT;
	unsigned long i;
	int rc;

	UK_ASSERT((vaddr & ~PAGE_MASK) == skew);
	vaddr -= skew;
	paddr -= skew;
	rc = ukplat_page_map(&kernel_pt, vaddr, paddr, pages, attr, flags);
	if (rc != -EEXIST)
		return rc;
	for (i = 0; i < pages; i++) {
		rc = ukplat_page_map(&kernel_pt, vaddr + i * PAGE_SIZE,
				     paddr + i * PAGE_SIZE, 1, attr, 0);
		if (rc && rc != -EEXIST)
			return rc;
	}
	return 0;
}

/* The kernel itself lies in small pages: while a large one is split nothing of it
 * is mapped, and whoever splits needs code and data. Guard pages are taken out of
 * it later.
 */
static int map_at_vbase(const struct ukplat_memregion_desc *mrd)
{
	unsigned long attr = ukplat_memregion_attr(mrd);
	unsigned long flags = 0;

	UK_ASSERT((attr & PAGE_ATTR_PROT_RWX) != PAGE_ATTR_PROT_RWX);
	if (mrd->type & (UKPLAT_MEMRT_KERNEL | UKPLAT_MEMRT_STACK))
		flags = PAGE_FLAG_FORCE_SIZE | PAGE_FLAG_SIZE(PAGE_LEVEL);
	return map_region(mrd->vbase, mrd->pbase, mrd->len, attr, flags);
}

/* Read-only parts of the kernel are so in the direct map, too; nothing can be
 * executed there
 */
static int map_direct(const struct ukplat_memregion_desc *mrd)
{
	unsigned long attr = PAGE_ATTR_PROT_RW;

	if (mrd->type == UKPLAT_MEMRT_RESERVED &&
	    !(mrd->flags & UKPLAT_MEMRF_READ))
		return 0;
	if (mrd->type == UKPLAT_MEMRT_KERNEL)
		attr = ukplat_memregion_attr(mrd) & PAGE_ATTR_PROT_RW;
	return map_region(pg_directmap(mrd->pbase), mrd->pbase, mrd->len, attr,
			  0);
}

static int map_regions(void)
{
	struct ukplat_memregion_desc *mrd;
	int rc;

	ukplat_memregion_foreach(&mrd, UKPLAT_MEMRT_ANY, UKPLAT_MEMRF_MAP) {
		rc = map_at_vbase(mrd);
		if (rc)
			return rc;
	}
	/* Kernel first: where a region shares a page with it, its rights win */
	ukplat_memregion_foreach(&mrd, UKPLAT_MEMRT_KERNEL, 0) {
		rc = map_direct(mrd);
		if (rc)
			return rc;
	}
	ukplat_memregion_foreach(&mrd, RAM_TYPES & ~UKPLAT_MEMRT_KERNEL, 0) {
		rc = map_direct(mrd);
		if (rc)
			return rc;
	}
	return 0;
}

/* Turns what is not the heap into frames and says so in the region list */
static int give_frames(struct ukplat_memregion_desc *heap,
		       const struct ukplat_memregion_desc *first)
{
	struct ukplat_memregion_desc *mrd;
	__paddr_t start, end;
	int rc;

	ukplat_memregion_foreach(&mrd, UKPLAT_MEMRT_FREE, 0) {
		frames_of(mrd, heap, &start, &end);
		rc = mrd == first ? 0 :
				    ukplat_pt_add_mem(&kernel_pt, start,
						      end - start);
		if (rc && rc != -ENOMEM) /* too small to be of use */
			return rc;
		if (mrd == heap)
			continue;
		mrd->type = UKPLAT_MEMRT_RESERVED;
		strcpy(mrd->name, "frames");
	}
	frames_of(heap, heap, &start, &end);
	heap->pbase = PAGE_ALIGN_UP(heap->pbase);
	heap->vbase = pg_directmap(heap->pbase);
	heap->len = start - heap->pbase;
	return 0;
}

int ukplat_paging_init(void)
{
	struct ukplat_memregion_desc *heap = largest_free();
	struct ukplat_memregion_desc *first;
	struct uk_pagetable boot_pt;
	__paddr_t start, end;
	int rc;

	first = heap ? first_frames(heap) : __NULL;
	if (!first)
		return -ENOMEM;
	frames_of(first, heap, &start, &end);
	rc = ukplat_pt_init(&boot_pt, start, end - start);
	if (rc)
		return rc;
	rc = ukplat_pt_clone(&kernel_pt, &boot_pt, PAGE_FLAG_CLONE_NEW);
	if (rc)
		return rc;
	rc = map_regions();
	if (rc)
		return rc;
	ukplat_pt_set_active(&kernel_pt);
	return give_frames(heap, first);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the cases of this suite share: a page table of their own that is not in
 * use, with an allocator that can be made to fail, and looks into it.
 */
#ifndef __PAGING_TEST_H__
#define __PAGING_TEST_H__

#include <errno.h>
#include <string.h>
#include <uk/falloc.h>
#include <uk/nofault.h>
#include <uk/plat/paging.h>
#include <uk/test.h>
#include <uk/test_tables.h>

/** Where the cases map: aligned to 512 GiB, unused */
#define BASE 0x0000040000000000UL
/** Physical addresses that nobody owns */
#define PBASE 0x0000001000000000UL
#define PAGES(n) ((n) * PAGE_SIZE)
#define LARGE PAGE_LARGE_SIZE

#define RO PAGE_ATTR_PROT_READ
#define RW PAGE_ATTR_PROT_RW
#define RX PAGE_ATTR_PROT_RX
#define FORCE(lvl) (PAGE_FLAG_SIZE((unsigned long)(lvl)) | PAGE_FLAG_FORCE_SIZE)

/** The page table of the cases, empty at the beginning of each */
extern struct uk_pagetable pt;

/** Makes `pt`. @return 0 or an error */
int pt_begin(void);
/** Frees `pt`. @return bytes of memory that it did not give back */
__ssz pt_end(void);

/** Lets the allocator of `pt` fail after so many allocations. */
void pt_allow(unsigned long allocations);
/** Lets it succeed again. */
void pt_allow_all(void);
/** @return frames taken since pt_begin(), without the top table */
unsigned long pt_taken(void);

/** @return level of the page at `vaddr`, -1 if there is none */
int level_in(struct uk_pagetable *in, __vaddr_t vaddr);
/** @return its physical address and attributes; (__PADDR_INV, ~0) if none */
__paddr_t paddr_in(struct uk_pagetable *in, __vaddr_t vaddr);
unsigned long attr_in(struct uk_pagetable *in, __vaddr_t vaddr);

/** @return how many of these pages map PBASE + their offset from BASE */
unsigned long count_linear(__vaddr_t vaddr, unsigned long pages);

#define EXPECT_LEVEL(vaddr, want)                                              \
	UK_TEST_EXPECT_SNUM_EQ(level_in(&pt, vaddr), want)
#define EXPECT_NO_LEAK() UK_TEST_EXPECT_ZERO(pt_end())

#endif /* __PAGING_TEST_H__ */

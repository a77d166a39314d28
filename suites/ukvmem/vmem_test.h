/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the cases of this suite share: snapshots that show leaks, the areas of a
 * range as text, and access to memory that may fault. The cases work in a part
 * of the kernel's address space where nothing else is.
 */
#ifndef __VMEM_TEST_H__
#define __VMEM_TEST_H__

#include <errno.h>
#include <string.h>
#include <uk/falloc.h>
#include <uk/nofault.h>
#include <uk/test.h>
#include <uk/test_tables.h>
#include <uk/vmem.h>
#if __has_include(<uk/vma_types.h>)
#include <uk/vma_types.h>
#endif

/** Start of the range the cases work in: aligned to 1 GiB, 1 GiB long */
#define BASE 0x0000020000000000UL
#define PAGES(n) ((n) * PAGE_SIZE)

#define RO PAGE_ATTR_PROT_READ
#define RW PAGE_ATTR_PROT_RW

/** What must be the same before and after a case */
struct vm_state {
	__sz free_memory;
	unsigned long tables;
	__s64 allocs;
	unsigned int areas;
};

struct vm_state vm_state(void);

/** Pages of the areas in [BASE, BASE + pages) as text: "rw:2 --:1 r-:1". An
 *  area that is not in the range whole, `!`; other page sizes, `/LEVEL`; names
 *  behind the rights.
 */
const char *vm_layout(unsigned long pages);

/** @return level of the page that maps `vaddr`, -1 if none does */
int vm_level(__vaddr_t vaddr);

/** @return physical address that `vaddr` is mapped to, __PADDR_INV if none */
__paddr_t vm_paddr(__vaddr_t vaddr);

/** @return how many of these pages are mapped, without a fault */
unsigned long vm_mapped(__vaddr_t vaddr, unsigned long pages);

/** Writes a pattern that depends on page and seed to the first and the last word of
 *  each page and to one word in seven between.
 */
void vm_fill(__vaddr_t vaddr, unsigned long pages, unsigned int seed);
/** @return number of pages that hold exactly that pattern */
unsigned long vm_filled(__vaddr_t vaddr, unsigned long pages,
			unsigned int seed);
/** @return number of pages that are all zero */
unsigned long vm_zeroed(__vaddr_t vaddr, unsigned long pages);

/** Frames taken since the snapshot, tables not counted */
unsigned long vm_frames_since(const struct vm_state *s);

static inline struct uk_vas *vas(void)
{
	return uk_vas_get_active();
}

/** Maps anonymous memory at page `page` of the range. @return the error */
int vm_anon(unsigned long page, unsigned long pages, unsigned long attr,
	    unsigned long flags, const char *name);

/** Unmaps everything in the range of the cases. */
void vm_clear(void);

#define EXPECT_LAYOUT(pages, want)                                             \
	do {                                                                   \
		const char *_got = vm_layout(pages);                           \
		UK_TEST_EXPECTF(!strcmp(_got, want),                           \
				"expected areas `%s` and found `%s`", want,    \
				_got);                                         \
	} while (0)

#define EXPECT_NO_LEAK(s)                                                      \
	do {                                                                   \
		struct vm_state _now = vm_state();                             \
		UK_TEST_EXPECT_SNUM_EQ(_now.free_memory, (s).free_memory);     \
		UK_TEST_EXPECT_SNUM_EQ(_now.tables, (s).tables);               \
		UK_TEST_EXPECT_SNUM_EQ(_now.allocs, (s).allocs);               \
		UK_TEST_EXPECT_SNUM_EQ(_now.areas, (s).areas);                 \
	} while (0)

#define EXPECT_READABLE(vaddr, len, flags, want)                               \
	UK_TEST_EXPECT_SNUM_EQ(uk_nofault_probe_r(vaddr, len, flags), want)
#define EXPECT_WRITABLE(vaddr, len, flags, want)                               \
	UK_TEST_EXPECT_SNUM_EQ(uk_nofault_probe_rw(vaddr, len, flags), want)

#endif /* __VMEM_TEST_H__ */

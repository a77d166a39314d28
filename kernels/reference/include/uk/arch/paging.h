/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pages and page tables: sizes, levels, attributes. Both architectures use a
 * 4 KiB granule, four levels of 512 entries and 48-bit virtual addresses (Intel
 * SDM vol. 3, 4.5; Arm ARM DDI 0487, D8.2), so that only the format of an entry
 * differs. That lives in <uk/asm/paging.h>, which offers:
 *
 *   __pte_t, DIRECTMAP_AREA_START/END/SIZE, PAGE_Lx_HAS(lvl),
 *   PT_Lx_PTE_{INVALID,PRESENT,CLEAR_PRESENT,PADDR,SET_PADDR}, PAGE_Lx_IS,
 *   ukarch_pte_{page,table,attr,set_attr,split,read,write},
 *   ukarch_pt_{read,write}_base, ukarch_tlb_flush{,_entry},
 *   ukarch_{v,p}addr_range_isvalid
 *
 * Level 0 is the table whose entries map 4 KiB, level 3 the top table.
 */
#ifndef __UKARCH_PAGING_H__
#define __UKARCH_PAGING_H__

#include <uk/arch/types.h>

#define PT_LEVELS 4
#define PT_LEVEL_SHIFT 9
#define PT_Lx_PTES(lvl) (1UL << PT_LEVEL_SHIFT)

#define PAGE_LEVEL 0
#define PAGE_SHIFT 12
#define PAGE_SIZE 0x1000UL
#define PAGE_MASK (~(PAGE_SIZE - 1))

#define PAGE_LARGE_LEVEL 1
#define PAGE_LARGE_SHIFT 21
#define PAGE_LARGE_SIZE 0x200000UL
#define PAGE_LARGE_MASK (~(PAGE_LARGE_SIZE - 1))

#define PAGE_HUGE_LEVEL 2
#define PAGE_HUGE_SHIFT 30
#define PAGE_HUGE_SIZE 0x40000000UL
#define PAGE_HUGE_MASK (~(PAGE_HUGE_SIZE - 1))

/** log2 of the bytes an entry at level `lvl` spans, and back */
#define PAGE_Lx_SHIFT(lvl) (PAGE_SHIFT + PT_LEVEL_SHIFT * (lvl))
#define PAGE_SHIFT_Lx(shift) (((shift)-PAGE_SHIFT) / PT_LEVEL_SHIFT)
#define PAGE_Lx_SIZE(lvl) (1UL << PAGE_Lx_SHIFT(lvl))
#define PAGE_Lx_MASK(lvl) (~(PAGE_Lx_SIZE(lvl) - 1))

/** Index into the table at level `lvl` */
#define PT_Lx_IDX(vaddr, lvl)                                                  \
	(((vaddr) >> PAGE_Lx_SHIFT(lvl)) & (PT_Lx_PTES(lvl) - 1))

#define PAGE_Lx_ALIGN_DOWN(addr, lvl) ((addr)&PAGE_Lx_MASK(lvl))
#define PAGE_Lx_ALIGN_UP(addr, lvl)                                            \
	(((addr) + PAGE_Lx_SIZE(lvl) - 1) & PAGE_Lx_MASK(lvl))
#define PAGE_Lx_ALIGNED(addr, lvl) (((addr) & (PAGE_Lx_SIZE(lvl) - 1)) == 0)

#define PAGE_ALIGN_DOWN(addr) PAGE_Lx_ALIGN_DOWN(addr, PAGE_LEVEL)
#define PAGE_ALIGN_UP(addr) PAGE_Lx_ALIGN_UP(addr, PAGE_LEVEL)
#define PAGE_ALIGNED(addr) PAGE_Lx_ALIGNED(addr, PAGE_LEVEL)
#define PAGE_LARGE_ALIGN_DOWN(addr) PAGE_Lx_ALIGN_DOWN(addr, PAGE_LARGE_LEVEL)
#define PAGE_LARGE_ALIGN_UP(addr) PAGE_Lx_ALIGN_UP(addr, PAGE_LARGE_LEVEL)
#define PAGE_LARGE_ALIGNED(addr) PAGE_Lx_ALIGNED(addr, PAGE_LARGE_LEVEL)

/* Rights: what the hardware enforces may be wider (writable or executable pages
 * are always readable). With none at all the page is mapped but any access
 * faults.
 */
#define PAGE_ATTR_PROT_NONE 0x00UL
#define PAGE_ATTR_PROT_READ 0x01UL
#define PAGE_ATTR_PROT_WRITE 0x02UL
#define PAGE_ATTR_PROT_EXEC 0x04UL
#define PAGE_ATTR_PROT_RW (PAGE_ATTR_PROT_READ | PAGE_ATTR_PROT_WRITE)
#define PAGE_ATTR_PROT_RX (PAGE_ATTR_PROT_READ | PAGE_ATTR_PROT_EXEC)
#define PAGE_ATTR_PROT_RWX (PAGE_ATTR_PROT_RW | PAGE_ATTR_PROT_EXEC)
#define PAGE_ATTR_PROT_MASK PAGE_ATTR_PROT_RWX

/* Memory type */
#define PAGE_ATTR_TYPE_NORMAL 0x00UL /* write-back cacheable */
#define PAGE_ATTR_TYPE_NC 0x10UL     /* write-combining, not cached */
#define PAGE_ATTR_TYPE_DEVICE 0x20UL /* not cached, not reordered */
/* NORMAL with memory tags (<uk/arch/memtag.h>); without them the same as NORMAL */
#define PAGE_ATTR_TYPE_NORMAL_WB_TAGGED 0x30UL
#define PAGE_ATTR_TYPE_MASK 0x30UL

/** No address at all: not canonical, and beyond 52 bits */
#define __PADDR_INV 0xdead000000000000UL
#define __VADDR_INV 0xdead000000000000UL

#include <uk/asm/paging.h>

#ifndef __ASSEMBLY__
_Static_assert(sizeof(__pte_t) << PT_LEVEL_SHIFT == PAGE_SIZE,
	       "a table fills a page");
_Static_assert(PAGE_Lx_SIZE(PAGE_LARGE_LEVEL) == PAGE_LARGE_SIZE &&
	       PAGE_Lx_SIZE(PAGE_HUGE_LEVEL) == PAGE_HUGE_SIZE, "page sizes");
_Static_assert((DIRECTMAP_AREA_START & (PAGE_Lx_SIZE(3) - 1)) == 0,
	       "the direct map has top-level entries of its own");
#endif /* !__ASSEMBLY__ */

#endif /* __UKARCH_PAGING_H__ */

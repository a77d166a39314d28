/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Format of x86_64 page table entries, four levels. Intel SDM vol. 3A 4.5
 * (tables 4-15 to 4-20), 4.10.4 (invalidation), 11.12 (PAT).
 *
 * Rights: a page is readable if it is present, so PROT_NONE clears P and sets
 * bit 9, which the CPU ignores, to remember that the page is still mapped.
 * Memory types go through PWT and PCD alone; x86_paging_setup_cpu() gives the
 * PAT a write-combining entry 1, so the PAT bit, which moves between page
 * sizes, is never set. Accessed and dirty are set from the beginning: nobody
 * reads them, and the CPU need not write them then.
 */
#ifndef __UKARCH_PAGING_H__
#error Include <uk/arch/paging.h> instead
#endif

#ifndef __UK_ASM_PAGING_H__
#define __UK_ASM_PAGING_H__

#include <uk/arch/types.h>

/* Top-level entry 511: all RAM, linear */
#define DIRECTMAP_AREA_START 0xffffff8000000000
#define DIRECTMAP_AREA_END 0xffffffffffffffff /* last byte */
#define DIRECTMAP_AREA_SIZE (DIRECTMAP_AREA_END - DIRECTMAP_AREA_START + 1)

#ifndef __ASSEMBLY__
typedef __u64 __pte_t;

#define X86_PTE_P (1UL << 0)
#define X86_PTE_RW (1UL << 1)
#define X86_PTE_PWT (1UL << 3)
#define X86_PTE_PCD (1UL << 4)
#define X86_PTE_A (1UL << 5)
#define X86_PTE_D (1UL << 6)
#define X86_PTE_PS (1UL << 7)
#define X86_PTE_NONE (1UL << 9) /* software: mapped without any right */
#define X86_PTE_NX (1UL << 63)
#define X86_PTE_ADDR_MASK 0x000ffffffffff000UL
#define X86_PADDR_BITS 52
#define X86_VADDR_BITS 48

/** 1 if the CPU has 1 GiB pages; set by x86_paging_setup_cpu() */
extern int x86_has_huge_pages;

/**
 * Makes the calling CPU's memory types and protection as this file assumes.
 */
void x86_paging_setup_cpu(void);

#define PAGE_Lx_HAS(lvl)                                                       \
	((lvl) < PAGE_HUGE_LEVEL ||                                            \
	 ((lvl) == PAGE_HUGE_LEVEL && x86_has_huge_pages))

#define PT_Lx_PTE_INVALID(lvl) 0UL
#define PT_Lx_PTE_PRESENT(pte, lvl) (((pte) & (X86_PTE_P | X86_PTE_NONE)) != 0)
#define PT_Lx_PTE_CLEAR_PRESENT(pte, lvl) ((pte) & ~(X86_PTE_P | X86_PTE_NONE))
#define PAGE_Lx_IS(pte, lvl)                                                   \
	(PT_Lx_PTE_PRESENT(pte, lvl) &&                                        \
	 ((lvl) == PAGE_LEVEL || ((pte) & X86_PTE_PS)))
#define PT_Lx_PTE_PADDR(pte, lvl) ((__paddr_t)((pte) & X86_PTE_ADDR_MASK))
#define PT_Lx_PTE_SET_PADDR(pte, lvl, paddr)                                   \
	(((pte) & ~X86_PTE_ADDR_MASK) | (paddr))

/* P, RW, NX and memory type for attributes */
static inline __pte_t x86_pte_bits(unsigned long attr)
{
	__pte_t bits = attr & PAGE_ATTR_PROT_MASK ? X86_PTE_P : X86_PTE_NONE;

	if (attr & PAGE_ATTR_PROT_WRITE)
		bits |= X86_PTE_RW;
	if (!(attr & PAGE_ATTR_PROT_EXEC))
		bits |= X86_PTE_NX;
	if ((attr & PAGE_ATTR_TYPE_MASK) == PAGE_ATTR_TYPE_NC)
		bits |= X86_PTE_PWT;
	if ((attr & PAGE_ATTR_TYPE_MASK) == PAGE_ATTR_TYPE_DEVICE)
		bits |= X86_PTE_PWT | X86_PTE_PCD;
	return bits;
}

/** @return entry at level `lvl` that maps a page */
static inline __pte_t ukarch_pte_page(__paddr_t paddr, unsigned long attr,
				      unsigned int lvl)
{
	return paddr | x86_pte_bits(attr) | X86_PTE_A | X86_PTE_D |
	       (lvl == PAGE_LEVEL ? 0 : X86_PTE_PS);
}

/** @return entry at level `lvl` that points to a table; restricts nothing */
static inline __pte_t ukarch_pte_table(__paddr_t paddr,
				       unsigned int lvl __attribute__((unused)))
{
	return paddr | X86_PTE_P | X86_PTE_RW | X86_PTE_A;
}

/** @return PAGE_ATTR_* of an entry that maps a page */
static inline unsigned long
ukarch_pte_attr(__pte_t pte, unsigned int lvl __attribute__((unused)))
{
	unsigned long attr = PAGE_ATTR_PROT_NONE;

	if (pte & X86_PTE_P) {
		attr |= PAGE_ATTR_PROT_READ;
		if (pte & X86_PTE_RW)
			attr |= PAGE_ATTR_PROT_WRITE;
		if (!(pte & X86_PTE_NX))
			attr |= PAGE_ATTR_PROT_EXEC;
	}
	if (pte & X86_PTE_PCD)
		attr |= PAGE_ATTR_TYPE_DEVICE;
	else if (pte & X86_PTE_PWT)
		attr |= PAGE_ATTR_TYPE_NC;
	return attr;
}

/** @return the entry with other attributes; address and size stay */
static inline __pte_t ukarch_pte_set_attr(__pte_t pte, unsigned long attr,
					  unsigned int lvl
					  __attribute__((unused)))
{
	const __pte_t mask = X86_PTE_P | X86_PTE_NONE | X86_PTE_RW |
			     X86_PTE_NX | X86_PTE_PWT | X86_PTE_PCD;

	return (pte & ~mask) | x86_pte_bits(attr);
}

/** @return a page entry of level `lvl` in the form of the level below */
static inline __pte_t ukarch_pte_split(__pte_t pte, unsigned int lvl)
{
	return lvl - 1 == PAGE_LEVEL ? pte & ~X86_PTE_PS : pte;
}

static inline void ukarch_pte_read(__vaddr_t pt,
				   unsigned int lvl __attribute__((unused)),
				   unsigned int idx, __pte_t *out)
{
	*out = ((volatile __pte_t *)pt)[idx];
}

/** One store: a page walk on any CPU sees the old or the new entry */
static inline void ukarch_pte_write(__vaddr_t pt,
				    unsigned int lvl __attribute__((unused)),
				    unsigned int idx, __pte_t pte)
{
	((volatile __pte_t *)pt)[idx] = pte;
}

/** @return physical address of the top table that the calling CPU uses */
static inline __paddr_t ukarch_pt_read_base(void)
{
	__u64 cr3;

	__asm__ __volatile__("movq %%cr3, %0" : "=r"(cr3)::"memory");
	return cr3 & X86_PTE_ADDR_MASK;
}

/** Makes the calling CPU use a top table and forget all translations */
static inline void ukarch_pt_write_base(__paddr_t base)
{
	__asm__ __volatile__("movq %0, %%cr3" ::"r"(base) : "memory");
}

/** Makes the calling CPU forget the translation of one page */
static inline void ukarch_tlb_flush_entry(__vaddr_t vaddr)
{
	__asm__ __volatile__("invlpg (%0)" ::"r"(vaddr) : "memory");
}

/** Makes the calling CPU forget all translations (there are no global pages) */
static inline void ukarch_tlb_flush(void)
{
	ukarch_pt_write_base(ukarch_pt_read_base());
}

/** @return 1 if [start, start + len) neither wraps nor leaves one half */
static inline int ukarch_vaddr_range_isvalid(__vaddr_t start, __sz len)
{
	const __vaddr_t half = 1UL << (X86_VADDR_BITS - 1);
	__vaddr_t last = start + (len ? len - 1 : 0);

	return last >= start && (last < half || start >= -half);
}

/** @return 1 if [start, start + len) fits the physical address space */
static inline int ukarch_paddr_range_isvalid(__paddr_t start, __sz len)
{
	__paddr_t last = start + (len ? len - 1 : 0);

	return last >= start && last < (1UL << X86_PADDR_BITS);
}
#endif /* !__ASSEMBLY__ */

#endif /* __UK_ASM_PAGING_H__ */

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Page table entries of VMSAv8-64 with a 4 KiB granule and 48-bit addresses:
 * Arm ARM (DDI 0487) D8.3 (descriptor formats), D8.4 (access control), D8.5
 * (memory types), D8.13 (TLB maintenance). Included by <uk/arch/paging.h>, which
 * says what each of these is for; its level 0 is the architecture's level 3.
 */
#ifndef __UKARCH_PAGING_H__
#error "include <uk/arch/paging.h>"
#endif
#ifndef __UK_ASM_PAGING_H__
#define __UK_ASM_PAGING_H__

/* The last entry of the top table: 512 GiB */
#define DIRECTMAP_AREA_START 0x0000ff8000000000UL
#define DIRECTMAP_AREA_END 0x0001000000000000UL
#define DIRECTMAP_AREA_SIZE (DIRECTMAP_AREA_END - DIRECTMAP_AREA_START)

#define PTE_VALID (1UL << 0)
#define PTE_TABLE (1UL << 1) /* table, or page at level 0; else block */
#define PTE_ATTRINDX_SHIFT 2
#define PTE_ATTRINDX_MASK (7UL << PTE_ATTRINDX_SHIFT)
#define PTE_AP_RO (1UL << 7)
#define PTE_SH_INNER (3UL << 8)
#define PTE_AF (1UL << 10)
#define PTE_PXN (1UL << 53)
#define PTE_UXN (1UL << 54)
/* Bits 55 to 58 are the software's */
#define PTE_SW_NONE (1UL << 55) /* page without any right: VALID is clear */
#define PTE_SW_READ (1UL << 56) /* PROT_READ was asked for */
#define PTE_PADDR_MASK 0x0000fffffffff000UL

#ifndef __ASSEMBLY__
#include <uk/arch/types.h>
#include <uk/asm/sysreg.h>

typedef __u64 __pte_t;

/* Blocks exist at 2 MiB and 1 GiB on every CPU (D8.3.1) */
#define PAGE_Lx_HAS(lvl) ((lvl) <= PAGE_HUGE_LEVEL)

#define PT_Lx_PTE_INVALID(lvl) 0UL
#define PT_Lx_PTE_PRESENT(pte, lvl) (((pte) & (PTE_VALID | PTE_SW_NONE)) != 0)
#define PT_Lx_PTE_CLEAR_PRESENT(pte, lvl) ((pte) & ~(PTE_VALID | PTE_SW_NONE))
#define PAGE_Lx_IS(pte, lvl) ((lvl) == PAGE_LEVEL || !((pte) & PTE_TABLE))
#define PT_Lx_PTE_PADDR(pte, lvl) ((__paddr_t)((pte) & PTE_PADDR_MASK))
#define PT_Lx_PTE_SET_PADDR(pte, lvl, paddr)                                   \
	(((pte) & ~PTE_PADDR_MASK) | ((paddr) & PTE_PADDR_MASK))

/** A page or block of level `lvl`; VALID unless `attr` has no right at all. */
__pte_t ukarch_pte_page(__paddr_t paddr, unsigned long attr, unsigned int lvl);

/** The `attr` that ukarch_pte_page() was given. */
unsigned long ukarch_pte_attr(__pte_t pte, unsigned int lvl);

static inline __pte_t ukarch_pte_table(__paddr_t paddr,
				       unsigned int lvl __attribute__((unused)))
{
	return (paddr & PTE_PADDR_MASK) | PTE_TABLE | PTE_VALID;
}

static inline __pte_t ukarch_pte_set_attr(__pte_t pte, unsigned long attr,
					  unsigned int lvl)
{
	return ukarch_pte_page(PT_Lx_PTE_PADDR(pte, lvl), attr, lvl);
}

/* A block and a page differ in bit 1 only */
static inline __pte_t ukarch_pte_split(__pte_t pte, unsigned int lvl)
{
	return lvl - 1 == PAGE_LEVEL ? pte | PTE_TABLE : pte;
}

static inline void ukarch_pte_read(__vaddr_t pt,
				   unsigned int lvl __attribute__((unused)),
				   unsigned int idx, __pte_t *pte)
{
	*pte = ((volatile const __pte_t *)pt)[idx];
}

/* The walker of any CPU sees the entry before what comes after (D8.2.8) */
static inline void ukarch_pte_write(__vaddr_t pt,
				    unsigned int lvl __attribute__((unused)),
				    unsigned int idx, __pte_t pte)
{
	((volatile __pte_t *)pt)[idx] = pte;
	dsb(ishst);
	isb();
}

static inline __paddr_t ukarch_pt_read_base(void)
{
	return SYSREG_READ(ttbr0_el1) & PTE_PADDR_MASK;
}

/** Flushes this CPU's TLB. */
static inline void ukarch_tlb_flush(void)
{
	__asm__ volatile("dsb nshst\n\t"
			 "tlbi vmalle1\n\t"
			 "dsb nsh\n\t"
			 "isb" ::: "memory");
}

/** Flushes what this CPU's TLB holds of a page, and of the walk to it. */
static inline void ukarch_tlb_flush_entry(__vaddr_t vaddr)
{
	__asm__ volatile("dsb nshst\n\t"
			 "tlbi vaae1, %0\n\t"
			 "dsb nsh\n\t"
			 "isb" ::"r"((vaddr << 16) >> 28) : "memory");
}

static inline void ukarch_pt_write_base(__paddr_t pt_paddr)
{
	SYSREG_WRITE(ttbr0_el1, pt_paddr);
	isb();
	ukarch_tlb_flush();
}

static inline int ukarch_vaddr_range_isvalid(__vaddr_t start, __sz len)
{
	return start < DIRECTMAP_AREA_END && len <= DIRECTMAP_AREA_END - start;
}

static inline int ukarch_paddr_range_isvalid(__paddr_t start, __sz len)
{
	return start <= PTE_PADDR_MASK + PAGE_SIZE - 1 &&
	       len <= PTE_PADDR_MASK + PAGE_SIZE - start;
}

#endif /* !__ASSEMBLY__ */
#endif /* __UK_ASM_PAGING_H__ */

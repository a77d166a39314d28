/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Attributes of pages as bits of VMSAv8-64 descriptors, and back: Arm ARM (DDI
 * 0487) D8.4 (access control), D8.5 (memory types).
 */
#include <uk/arch/memtag.h>
#include <uk/arch/paging.h>
#include <uk/essentials.h>

/* Memory type in attribute bits 4-5 to index in MAIR_EL1 */
static __pte_t memory_type(unsigned long attr)
{
	switch (attr & PAGE_ATTR_TYPE_MASK) {
	case PAGE_ATTR_TYPE_NC:
		return (__pte_t)MAIR_INDEX_NC << PTE_ATTRINDX_SHIFT;
	case PAGE_ATTR_TYPE_DEVICE:
		return (__pte_t)MAIR_INDEX_DEVICE << PTE_ATTRINDX_SHIFT;
	case PAGE_ATTR_TYPE_NORMAL_WB_TAGGED:
		if (ukarch_memtag_enabled())
			return (__pte_t)MAIR_INDEX_TAGGED << PTE_ATTRINDX_SHIFT;
		__fallthrough;
	default:
		return (__pte_t)MAIR_INDEX_NORMAL << PTE_ATTRINDX_SHIFT;
	}
}

/*
 * Never accessible and never executable at EL0. Shareability of device and
 * non-cacheable memory is always outer, whatever SH says (D8.5.2).
 */
static __pte_t attribute_bits(unsigned long attr)
{
	__pte_t pte = PTE_AF | PTE_SH_INNER | PTE_UXN | memory_type(attr);

	pte |= (attr & PAGE_ATTR_PROT_MASK) ? PTE_VALID : PTE_SW_NONE;
	if (attr & PAGE_ATTR_PROT_READ)
		pte |= PTE_SW_READ;
	if (!(attr & PAGE_ATTR_PROT_WRITE))
		pte |= PTE_AP_RO;
	if (!(attr & PAGE_ATTR_PROT_EXEC))
		pte |= PTE_PXN;
	return pte;
}

__pte_t ukarch_pte_page(__paddr_t paddr, unsigned long attr, unsigned int lvl)
{
	return (paddr & PTE_PADDR_MASK) | attribute_bits(attr) |
	       (lvl == PAGE_LEVEL ? PTE_TABLE : 0);
}

unsigned long ukarch_pte_attr(__pte_t pte, unsigned int lvl __unused)
{
	unsigned long attr = 0;

	switch ((pte & PTE_ATTRINDX_MASK) >> PTE_ATTRINDX_SHIFT) {
	case MAIR_INDEX_NC:
		attr = PAGE_ATTR_TYPE_NC;
		break;
	case MAIR_INDEX_DEVICE:
		attr = PAGE_ATTR_TYPE_DEVICE;
		break;
	case MAIR_INDEX_TAGGED:
		attr = PAGE_ATTR_TYPE_NORMAL_WB_TAGGED;
		break;
	}
	if (pte & PTE_SW_READ)
		attr |= PAGE_ATTR_PROT_READ;
	if (!(pte & PTE_AP_RO))
		attr |= PAGE_ATTR_PROT_WRITE;
	if (!(pte & PTE_PXN))
		attr |= PAGE_ATTR_PROT_EXEC;
	return attr;
}

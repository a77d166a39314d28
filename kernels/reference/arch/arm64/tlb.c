/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * TLB maintenance for all CPUs: the hardware broadcasts it in the inner
 * shareable domain. Arm ARM (DDI 0487) D8.13 (TLB maintenance), B2.3.10 (DSB).
 */
#include <uk/arch/paging.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/paging.h>

/* From here on one instruction for all costs less than one for each page */
#define TLB_FLUSH_ALL_PAGES 32

/*
 * The first barrier makes the new entries visible to all walkers, the second
 * waits until all CPUs are done. VAAE1IS also drops what was cached of the walk:
 * tables may be about to be freed.
 */
void ukplat_tlb_flush_range(__vaddr_t vaddr, unsigned long pages)
{
	dsb(ishst);
	if (pages > TLB_FLUSH_ALL_PAGES)
		__asm__ volatile("tlbi vmalle1is" ::: "memory");
	else
		for (; pages; pages--, vaddr += PAGE_SIZE)
			__asm__ volatile("tlbi vaae1is, %0" ::"r"(
						 (vaddr << 16) >> 28)
					 : "memory");
	dsb(ish);
	isb();
}

/* Nobody has to ask: see above */
void lcpu_arch_handle_tlb(void)
{
}

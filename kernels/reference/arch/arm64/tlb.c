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

/* Started, and not asleep */
static int has_company(void)
{
	struct lcpu *self = lcpu_get_current();
	__lcpuidx i;

	for (i = 0; i < ukplat_lcpu_count(); i++) {
		struct lcpu *lcpu = lcpu_get(i);

		if (lcpu != self && lcpu_state(lcpu) >= LCPU_STATE_IDLE &&
		    !lcpu_is_asleep(lcpu))
			return 1;
	}
	return 0;
}

/* VAAE1IS also drops what was cached of the walk: tables may be about to be freed */
static void flush_everywhere(__vaddr_t vaddr, unsigned long pages)
{
	if (pages > TLB_FLUSH_ALL_PAGES)
		__asm__ volatile("tlbi vmalle1is" ::: "memory");
	else
		for (; pages; pages--, vaddr += PAGE_SIZE)
			__asm__ volatile("tlbi vaae1is, %0" ::"r"(
						 (vaddr << 16) >> 28)
					 : "memory");
}

static void flush_here(__vaddr_t vaddr, unsigned long pages)
{
	if (pages > TLB_FLUSH_ALL_PAGES)
		ukarch_tlb_flush();
	else
		for (; pages; pages--, vaddr += PAGE_SIZE)
			ukarch_tlb_flush_entry(vaddr);
}

/*
 * The first barrier makes the new entries visible to all walkers before we look
 * who is awake, the second waits until all CPUs are done. A broadcast is kept
 * for when it has hearers: a hypervisor or an emulator may have to wake each of
 * its threads for it.
 */
void ukplat_tlb_flush_range(__vaddr_t vaddr, unsigned long pages)
{
	dsb(ish);
	if (has_company())
		flush_everywhere(vaddr, pages);
	else
		flush_here(vaddr, pages);
	dsb(ish);
	isb();
}

/* Nobody has to ask: see above */
void lcpu_arch_handle_tlb(void)
{
}

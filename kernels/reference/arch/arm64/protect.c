/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Privileged Access Never (FEAT_PAN, Arm ARM DDI 0487, D8.4.6): no page of this
 * kernel is one for EL0, so an access to such a page is a page table gone wrong.
 * SCTLR_EL1.SPAN is cleared: handlers begin with PAN set, whatever was
 * interrupted. That EL1 does not execute what EL0 may write needs no switch.
 */
#include <uk/asm/sysreg.h>

#include <arm64/arm64.h>

#define MMFR1_PAN_SHIFT 20
#define SCTLR_SPAN (1UL << 23)
/* MSR PAN, #1 (C6.2.229); assemblers for Armv8.0 do not know its name */
#define SET_PAN 0xd500419f

void arm64_protect_setup_cpu(void)
{
	if (!((SYSREG_READ(id_aa64mmfr1_el1) >> MMFR1_PAN_SHIFT) & 0xf))
		return;
	SYSREG_WRITE(sctlr_el1, SYSREG_READ(sctlr_el1) & ~SCTLR_SPAN);
	__asm__ volatile(".inst %0" ::"i"(SET_PAN) : "memory");
	isb();
}

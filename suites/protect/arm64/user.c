/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What EL0 may write EL1 does not execute, on every CPU; FEAT_PAN keeps EL1 from
 * reading and writing what EL0 may. Arm ARM (DDI 0487) D8.4.1 (AP, PXN), D8.4.6
 * (PAN). Tables restrict nothing: APTable is 0.
 */
#include <uk/asm/sysreg.h>

#include "user.h"

#define MMFR1_PAN_SHIFT 20
#define PTE_AP_EL0 (1UL << 6)
/* MSR PAN, #0 and #1 (C6.2.229) */
#define CLEAR_PAN ".inst 0xd500409f"
#define SET_PAN ".inst 0xd500419f"

const char *user_exec_gap(void)
{
	return NULL;
}

const char *user_access_gap(void)
{
	return (SYSREG_READ(id_aa64mmfr1_el1) >> MMFR1_PAN_SHIFT) & 0xf ?
		       NULL :
		       "the CPU has no FEAT_PAN";
}

__pte_t user_page_entry(__pte_t pte)
{
	return pte | PTE_AP_EL0;
}

__pte_t user_table_entry(__pte_t pte)
{
	return pte;
}

char user_read_with_leave(const volatile char *from)
{
	char value;

	__asm__ volatile(CLEAR_PAN "\n\tldrb %w0, %1\n\t" SET_PAN
			 : "=r"(value)
			 : "m"(*from));
	return value;
}

void user_with_leave(void (*fn)(void))
{
	__asm__ volatile(CLEAR_PAN ::: "memory");
	fn();
	__asm__ volatile(SET_PAN ::: "memory");
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * SMEP and SMAP: Intel SDM vol. 3A 4.6 (access rights), vol. 2 (STAC, CLAC; CPUID
 * leaf 7). A page is one for user mode if all entries on the way say so.
 */
#include <x86/cpu.h>

#include "user.h"

#define CPUID_FEATURES 7
#define EBX_SMEP (1U << 7)
#define EBX_SMAP (1U << 20)
#define PTE_USER (1UL << 2)

static __u32 features(void)
{
	if (x86_cpuid(0, 0).eax < CPUID_FEATURES)
		return 0;
	return x86_cpuid(CPUID_FEATURES, 0).ebx;
}

const char *user_exec_gap(void)
{
	return features() & EBX_SMEP ? NULL : "the CPU has no SMEP";
}

const char *user_access_gap(void)
{
	return features() & EBX_SMAP ? NULL : "the CPU has no SMAP";
}

__pte_t user_page_entry(__pte_t pte)
{
	return pte | PTE_USER;
}

__pte_t user_table_entry(__pte_t pte)
{
	return pte | PTE_USER;
}

char user_read_with_leave(const volatile char *from)
{
	char value;

	__asm__ __volatile__("stac\n\tmovb %1, %0\n\tclac"
			     : "=q"(value)
			     : "m"(*from)
			     : "cc");
	return value;
}

void user_with_leave(void (*fn)(void))
{
	__asm__ __volatile__("stac" ::: "memory", "cc");
	fn();
	__asm__ __volatile__("clac" ::: "memory", "cc");
}

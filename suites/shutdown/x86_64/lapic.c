/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An interrupt that was not ended keeps those of its class and below away; at the
 * end of the machine the local APIC has none in service. Intel SDM vol. 3A 10.8.4
 * (ISR), 10.12.1.2 (the same as MSRs).
 */
#include <uk/test.h>
#include <x86/cpu.h>

#define BASE_X2APIC (1UL << 10)
#define BASE_ADDR_MASK 0x000ffffffffff000UL
#define REG_ISR 0x100
#define MSR_X2APIC 0x800
#define ISR_WORDS 8

/* Vectors 32 * i and up */
static __u32 in_service(unsigned int i)
{
	__u64 base = x86_rdmsr(X86_MSR_APIC_BASE);
	__u32 reg = REG_ISR + 16 * i;

	if (base & BASE_X2APIC)
		return (__u32)x86_rdmsr(MSR_X2APIC + reg / 16);
	return *(volatile __u32 *)((base & BASE_ADDR_MASK) + reg);
}

UK_TESTCASE(shutdown, x86_all_interrupts_were_ended)
{
	unsigned int i;

	for (i = 0; i < ISR_WORDS; i++)
		UK_TEST_EXPECTF(!in_service(i),
				"vectors from %u on in service: 0x%x", 32 * i,
				in_service(i));
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Intel SDM vol. 3A 2.5 (control registers), 2.2.1 (EFER), 11.12 (PAT): the entry
 * of uncacheable device memory (PCD and PWT set, entry 3) is UC, that of memory
 * without a cache (PWT set, entry 1) is WC.
 */
#include <stdbool.h>
#include <stddef.h>
#include <uk/essentials.h>
#include <uk/plat/paging.h>
#include <uk/test.h>
#include <x86/cpu.h>

#include "registers.h"

#define CR0_SET \
	((__u32)X86_CR0_PG | X86_CR0_WP | X86_CR0_NE | X86_CR0_MP)
#define CR0_EM (1UL << 2)
#define CR0_TS (1UL << 3)
#define CR0_CD_NW (3UL << 29)
#define PAT_ENTRY_0_WB 0x06UL
#define PAT_ENTRY_1_WC 0x0100UL
#define PAT_ENTRY_1 0xff00UL
#define PAT_ENTRY_3 0xff000000UL

static __u64 read_cr0(void)
{
	__u64 value;

	__asm__ __volatile__("movq %%cr0, %0" : "=r"(value));
	return value;
}

static __u64 read_cr4(void)
{
	return x86_read_cr4();
}

static __u64 read_cr3(void)
{
	return x86_read_cr3();
}

static __u64 read_efer(void)
{
	return x86_rdmsr(X86_MSR_EFER);
}

static __u64 read_pat(void)
{
	return x86_rdmsr(X86_MSR_PAT);
}

/* CPUID leaf 7 (SDM vol. 2A), and the bit of CR4 that a CPU which has it needs */
static const struct {
	const char *name;
	__u32 ebx, ecx;
	__u64 cr4;
} offers[] = {
	{ "SMEP", 1U << 7, 0, X86_CR4_SMEP },
	{ "SMAP", 1U << 20, 0, X86_CR4_SMAP },
	{ "UMIP", 0, 1U << 2, X86_CR4_UMIP },
};

/* The kernel saves AVX's registers, and programs look here whether they may use
 * them (SDM vol. 1 14.3)
 */
#define CPUID_1_ECX_AVX (1U << 28)
#define XCR0_AVX_SSE_X87 7U

static bool avx_is_on(void)
{
	__u32 low, high;

	if (!(x86_read_cr4() & X86_CR4_OSXSAVE))
		return false;
	__asm__ __volatile__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
	return (low & XCR0_AVX_SSE_X87) == XCR0_AVX_SSE_X87;
}

UK_TESTCASE(protect, x86_what_the_cpu_offers_is_on)
{
	struct x86_cpuid leaf = {0};
	unsigned int i;

	if (x86_cpuid(0, 0).eax >= 7)
		leaf = x86_cpuid(7, 0);
	for (i = 0; i < ARRAY_SIZE(offers); i++) {
		bool has = (leaf.ebx & offers[i].ebx) ||
			   (leaf.ecx & offers[i].ecx);

		UK_TEST_EXPECTF(!has || (x86_read_cr4() & offers[i].cr4),
				"the CPU has %s, CR4 is 0x%lx", offers[i].name,
				x86_read_cr4());
	}
	UK_TEST_EXPECT(!(x86_cpuid(1, 0).ecx & CPUID_1_ECX_AVX) || avx_is_on());
}

const struct control_register control_registers[] = {
	{ "CR0", read_cr0, CR0_SET, CR0_EM | CR0_TS | CR0_CD_NW },
	{ "CR3", read_cr3, 0, 0xfff },
	{ "CR4", read_cr4, X86_CR4_PAE | X86_CR4_OSFXSR | X86_CR4_OSXMMEXCPT,
	  0 },
	{ "EFER", read_efer, X86_EFER_LME | X86_EFER_NXE, 0 },
	{ "PAT", read_pat, PAT_ENTRY_0_WB | PAT_ENTRY_1_WC,
	  (PAT_ENTRY_1 & ~PAT_ENTRY_1_WC) | PAT_ENTRY_3 },
	{ NULL, NULL, 0, 0 },
};

/* @return the entry of the PAT that a page of this memory type has, SDM 11.12.4 */
static __u64 pat_type(unsigned long attr)
{
	__pte_t pte = ukarch_pte_page(0, PAGE_ATTR_PROT_RW | attr, PAGE_LEVEL);
	unsigned int entry = (pte & X86_PTE_PWT ? 1 : 0) |
			     (pte & X86_PTE_PCD ? 2 : 0);

	return read_pat() >> (8 * entry) & 7;
}

UK_TESTCASE(protect, entries_have_the_types_of_their_memory)
{
	UK_TEST_EXPECT_SNUM_EQ(pat_type(0), PAT_ENTRY_0_WB);
	UK_TEST_EXPECT_SNUM_EQ(pat_type(PAGE_ATTR_TYPE_NC), PAT_ENTRY_1_WC >> 8);
	UK_TEST_EXPECT_ZERO(pat_type(PAGE_ATTR_TYPE_DEVICE));
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Extended registers on at each CPU: SSE is part of every 64-bit CPU, XSAVE and
 * AVX are used where CPUID has them. Intel SDM vol. 3A 13.1 - 13.5; interface:
 * <x86/fpu.h>.
 */
#include <x86/cpu.h>
#include <x86/fpu.h>

#define CPUID_1_ECX_XSAVE (1U << 26)

static int has_xsave;

/* Only what ukarch_ectx_store() knows to be worth its room */
static void setup_xsave(void)
{
	__u32 wanted = X86_XCR0_X87 | X86_XCR0_SSE | X86_XCR0_AVX;
	__u32 value;

	x86_write_cr4(x86_read_cr4() | X86_CR4_OSXSAVE);
	value = x86_cpuid(X86_CPUID_XSAVE, 0).eax & wanted;
	__asm__ __volatile__("xsetbv" ::"c"(0), "a"(value), "d"(0));
}

void x86_fpu_setup_cpu(void)
{
	x86_write_cr4(x86_read_cr4() | X86_CR4_OSFXSR | X86_CR4_OSXMMEXCPT);
	has_xsave = !!(x86_cpuid(1, 0).ecx & CPUID_1_ECX_XSAVE);
	if (has_xsave)
		setup_xsave();
	__asm__ __volatile__("fninit");
}

int x86_fpu_has_xsave(void)
{
	return has_xsave;
}

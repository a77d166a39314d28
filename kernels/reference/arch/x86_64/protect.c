/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interface and specification: <x86/protect.h>. CPUID leaf 7: Intel SDM vol. 2A.
 */
#include <uk/essentials.h>
#include <x86/cpu.h>
#include <x86/protect.h>

#define CPUID_FEATURES 7
#define CPUID_7_EBX_SMEP (1U << 7)
#define CPUID_7_EBX_SMAP (1U << 20)
#define CPUID_7_ECX_UMIP (1U << 2)

void x86_protect_setup_cpu(void)
{
	struct x86_cpuid r;
	__u64 bits = 0;

	if (x86_cpuid(0, 0).eax < CPUID_FEATURES)
		return;
	r = x86_cpuid(CPUID_FEATURES, 0);
	if (r.ebx & CPUID_7_EBX_SMEP)
		bits |= X86_CR4_SMEP;
	if (r.ebx & CPUID_7_EBX_SMAP)
		bits |= X86_CR4_SMAP;
	if (r.ecx & CPUID_7_ECX_UMIP)
		bits |= X86_CR4_UMIP;
	x86_write_cr4(x86_read_cr4() | bits);
}

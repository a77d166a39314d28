/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Control registers, model specific registers, CPUID and I/O ports.
 * Intel SDM vol. 3A 2.5 (control registers), vol. 4 (MSRs), vol. 2A (CPUID).
 */
#ifndef __X86_CPU_H__
#define __X86_CPU_H__

#define X86_CR0_PE (1 << 0)
#define X86_CR0_MP (1 << 1)
#define X86_CR0_ET (1 << 4)
#define X86_CR0_NE (1 << 5)
#define X86_CR0_WP (1 << 16)
#define X86_CR0_PG (1 << 31)

#define X86_CR4_PAE (1 << 5)
#define X86_CR4_OSFXSR (1 << 9)
#define X86_CR4_OSXMMEXCPT (1 << 10)
#define X86_CR4_UMIP (1 << 11)
#define X86_CR4_OSXSAVE (1 << 18)
#define X86_CR4_SMEP (1 << 20)
#define X86_CR4_SMAP (1 << 21)

#define X86_MSR_APIC_BASE 0x1b
#define X86_MSR_PAT 0x277
#define X86_MSR_EFER 0xc0000080
#define X86_MSR_FS_BASE 0xc0000100
#define X86_MSR_GS_BASE 0xc0000101

#define X86_EFER_LME (1 << 8)
#define X86_EFER_NXE (1 << 11)

#ifndef __ASSEMBLY__
#include <uk/arch/types.h>

struct x86_cpuid {
	__u32 eax, ebx, ecx, edx;
};

static inline struct x86_cpuid x86_cpuid(__u32 leaf, __u32 subleaf)
{
	struct x86_cpuid r;

	__asm__ __volatile__("cpuid"
			     : "=a"(r.eax), "=b"(r.ebx), "=c"(r.ecx),
			       "=d"(r.edx)
			     : "a"(leaf), "c"(subleaf));
	return r;
}

static inline __u64 x86_rdmsr(__u32 msr)
{
	__u32 lo, hi;

	__asm__ __volatile__("rdmsr" : "=a"(lo), "=d"(hi) : "c"(msr));
	return ((__u64)hi << 32) | lo;
}

static inline void x86_wrmsr(__u32 msr, __u64 value)
{
	__asm__ __volatile__("wrmsr" ::"c"(msr), "a"((__u32)value),
			     "d"((__u32)(value >> 32))
			     : "memory");
}

static inline __u64 x86_read_cr4(void)
{
	__u64 value;

	__asm__ __volatile__("movq %%cr4, %0" : "=r"(value));
	return value;
}

static inline void x86_write_cr4(__u64 value)
{
	__asm__ __volatile__("movq %0, %%cr4" ::"r"(value) : "memory");
}

static inline __u64 x86_read_cr2(void)
{
	__u64 value;

	__asm__ __volatile__("movq %%cr2, %0" : "=r"(value));
	return value;
}

static inline __u64 x86_read_cr3(void)
{
	__u64 value;

	__asm__ __volatile__("movq %%cr3, %0" : "=r"(value));
	return value;
}

static inline void x86_outb(__u16 port, __u8 value)
{
	__asm__ __volatile__("outb %0, %1" ::"a"(value), "Nd"(port) : "memory");
}

static inline void x86_outl(__u16 port, __u32 value)
{
	__asm__ __volatile__("outl %0, %1" ::"a"(value), "Nd"(port) : "memory");
}

static inline void x86_outw(__u16 port, __u16 value)
{
	__asm__ __volatile__("outw %0, %1" ::"a"(value), "Nd"(port));
}

static inline __u16 x86_inw(__u16 port)
{
	__u16 value;

	__asm__ __volatile__("inw %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

static inline __u8 x86_inb(__u16 port)
{
	__u8 value;

	__asm__ __volatile__("inb %1, %0" : "=a"(value) : "Nd"(port) : "memory");
	return value;
}

static inline __u32 x86_inl(__u16 port)
{
	__u32 value;

	__asm__ __volatile__("inl %1, %0" : "=a"(value) : "Nd"(port) : "memory");
	return value;
}

/** @return time stamp counter, after all earlier loads */
static inline __u64 x86_rdtsc(void)
{
	__u32 lo, hi;

	__asm__ __volatile__("lfence\n\trdtsc" : "=a"(lo), "=d"(hi)::"memory");
	return ((__u64)hi << 32) | lo;
}
#endif /* !__ASSEMBLY__ */

#endif /* __X86_CPU_H__ */

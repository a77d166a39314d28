/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Extended registers of x86_64, saved by XSAVE where the CPU has it and by
 * FXSAVE elsewhere. Intel SDM vol. 1 10.5.1 (FXSAVE area), 13.4 (XSAVE area),
 * vol. 2A CPUID leaf 0xd. arch/x86_64/fpu.c turned the registers on.
 */
#include <uk/arch/ctx.h>
#include <x86/cpu.h>
#include <x86/fpu.h>

#define FXSAVE_SIZE 512
#define XSAVE_ALIGN 64
#define FCW_AT_START 0x37f    /* all masked, extended precision, to nearest */
#define MXCSR_AT_START 0x1f80 /* all masked, to nearest */
#define MXCSR_FLAGS 0x3f      /* sticky exception flags */
#define XSAVE_HEADER_SIZE 64

/* Legacy area, the same for both ways of saving */
struct ukarch_ectx {
	__u16 fcw;
	__u16 fsw;
	__u8 ftw;
	__u8 reserved;
	__u16 fop;
	__u64 fip, fdp;
	__u32 mxcsr, mxcsr_mask;
	__u8 registers[480];
} __align(XSAVE_ALIGN);

_Static_assert(sizeof(struct ukarch_ectx) == FXSAVE_SIZE, "SDM vol. 1 10.5.1");

__sz ukarch_ectx_size(void)
{
	return x86_fpu_has_xsave() ? x86_cpuid(X86_CPUID_XSAVE, 0).ebx
				   : FXSAVE_SIZE;
}

__sz ukarch_ectx_align(void)
{
	return XSAVE_ALIGN;
}

void ukarch_ectx_init(struct ukarch_ectx *state)
{
	__builtin_memset(state, 0, ukarch_ectx_size());
	state->fcw = FCW_AT_START;
	state->mxcsr = MXCSR_AT_START;
	if (x86_fpu_has_xsave()) /* XSTATE_BV: the control word is to be loaded */
		*(__u64 *)(state + 1) = X86_XCR0_X87;
}

void ukarch_ectx_sanitize(struct ukarch_ectx *state)
{
	ukarch_ectx_init(state);
	__asm__ __volatile__("fnstcw %0" : "=m"(state->fcw));
	__asm__ __volatile__("stmxcsr %0" : "=m"(state->mxcsr));
	state->mxcsr &= ~MXCSR_FLAGS;
}

void ukarch_ectx_store(struct ukarch_ectx *state)
{
	if (x86_fpu_has_xsave()) {
		__builtin_memset(state + 1, 0, XSAVE_HEADER_SIZE);
		__asm__ __volatile__("xsave64 %0"
				     : "+m"(*state)
				     : "a"(-1), "d"(-1)
				     : "memory");
	} else {
		__asm__ __volatile__("fxsave64 %0" : "=m"(*state)::"memory");
	}
}

void ukarch_ectx_load(struct ukarch_ectx *state)
{
	if (x86_fpu_has_xsave())
		__asm__ __volatile__("xrstor64 %0" ::"m"(*state), "a"(-1),
				     "d"(-1)
				     : "memory");
	else
		__asm__ __volatile__("fxrstor64 %0" ::"m"(*state) : "memory");
}

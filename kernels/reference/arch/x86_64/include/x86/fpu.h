/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x87, SSE and AVX registers: turned on for the code of applications; kernel
 * code does not touch them. Intel SDM vol. 3A 2.5, 2.6, 13.2 - 13.5.
 */
#ifndef __X86_FPU_H__
#define __X86_FPU_H__

#include <uk/arch/types.h>

#define X86_CPUID_XSAVE 0xd

#define X86_XCR0_X87 (1U << 0)
#define X86_XCR0_SSE (1U << 1)
#define X86_XCR0_AVX (1U << 2)

/** Turns the extended registers of the calling CPU on, in their initial state */
void x86_fpu_setup_cpu(void);

/** @return non-zero if XSAVE is on; the same on all CPUs */
int x86_fpu_has_xsave(void);

#endif /* __X86_FPU_H__ */

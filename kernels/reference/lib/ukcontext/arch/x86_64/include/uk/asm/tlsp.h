/* SPDX-License-Identifier: BSD-3-Clause */
/* The thread pointer of x86_64: base of FS. Intel SDM vol. 3A 3.4.4. */
#ifndef __UK_ASM_TLSP_H__
#define __UK_ASM_TLSP_H__

#include <x86/cpu.h>

static inline __uptr ukarch_tlsp_read(void)
{
	return x86_rdmsr(X86_MSR_FS_BASE);
}

static inline void ukarch_tlsp_write(__uptr tlsp)
{
	x86_wrmsr(X86_MSR_FS_BASE, tlsp);
}

#endif /* __UK_ASM_TLSP_H__ */

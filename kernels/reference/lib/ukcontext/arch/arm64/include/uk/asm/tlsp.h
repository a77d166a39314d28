/* SPDX-License-Identifier: BSD-3-Clause */
/* The thread pointer of arm64: TPIDR_EL0. Arm ARM (DDI 0487) D17.2.138. */
#ifndef __UK_ASM_TLSP_H__
#define __UK_ASM_TLSP_H__

#include <uk/asm/sysreg.h>

static inline __uptr ukarch_tlsp_read(void)
{
	return SYSREG_READ(tpidr_el0);
}

static inline void ukarch_tlsp_write(__uptr tlsp)
{
	SYSREG_WRITE(tpidr_el0, tlsp);
}

#endif /* __UK_ASM_TLSP_H__ */

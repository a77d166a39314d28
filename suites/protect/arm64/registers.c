/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Arm ARM (DDI 0487) D24.2: SCTLR_EL1, TCR_EL1, MAIR_EL1, TTBR0_EL1, VBAR_EL1,
 * CPACR_EL1. Indices of MAIR_EL1 as the kernel uses them: 0 normal, 1 device, 2 not
 * cached.
 */
#include <stddef.h>
#include <uk/asm/sysreg.h>

#include "registers.h"

#define READER(name)                                                           \
	static __u64 read_##name(void)                                         \
	{                                                                      \
		return SYSREG_READ(name);                                      \
	}

READER(sctlr_el1)
READER(tcr_el1)
READER(mair_el1)
READER(ttbr0_el1)
READER(vbar_el1)
READER(cpacr_el1)

/* SP alignment check; no big-endian data */
#define SCTLR_SET (SCTLR_M | SCTLR_C | SCTLR_I | SCTLR_SA)
#define SCTLR_EE (1UL << 25)
/* Walks are cached, write-back, and inner shareable; none through TTBR1_EL1 */
#define TCR_SET (TCR_IRGN0_WBWA | TCR_ORGN0_WBWA | TCR_SH0_INNER | TCR_EPD1)
#define MAIR_NORMAL 0xffUL
/* Attributes of index 1 that no device memory has: 0000dd00 */
#define MAIR_NO_DEVICE 0xf300UL
/* Attributes of index 2: normal, not cached inside and outside */
#define MAIR_NOT_CACHED 0x440000UL
#define MAIR_INDEX_2 0xff0000UL
#define CPACR_FP_AT_EL1 (1UL << 20)

const struct control_register control_registers[] = {
	{ "SCTLR_EL1", read_sctlr_el1, SCTLR_SET, SCTLR_EE },
	{ "TCR_EL1", read_tcr_el1, TCR_SET, 0 },
	{ "MAIR_EL1", read_mair_el1, MAIR_NORMAL | MAIR_NOT_CACHED,
	  MAIR_NO_DEVICE | (MAIR_INDEX_2 & ~MAIR_NOT_CACHED) },
	{ "TTBR0_EL1", read_ttbr0_el1, 0, 0xfff },
	{ "VBAR_EL1", read_vbar_el1, 0, 0x7ff },
	{ "CPACR_EL1", read_cpacr_el1, CPACR_FP_AT_EL1, 0 },
	{ NULL, NULL, 0, 0 },
};

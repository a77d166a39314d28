/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * System registers and barriers of AArch64 at EL1: access by name, and the
 * field values this kernel uses. Arm ARM (DDI 0487) D17 "AArch64 System
 * register descriptions", B2.3 memory barriers. Usable from assembly.
 */
#ifndef __UK_ASM_SYSREG_H__
#define __UK_ASM_SYSREG_H__

/* PSTATE / SPSR_EL1 (C5.2.18) */
#define PSR_MODE_EL1H 0x5
#define PSR_F (1 << 6)
#define PSR_I (1 << 7)
#define PSR_A (1 << 8)
#define PSR_D (1 << 9)

/*
 * Indices into MAIR_EL1 (D17.2.97), so that page table entries and the register
 * agree: 0 normal write-back, 1 device nGnRnE, 2 normal non-cacheable, 3 tagged
 * normal write-back. The last is reserved without FEAT_MTE2, and not used then.
 */
#define MAIR_INDEX_NORMAL 0
#define MAIR_INDEX_DEVICE 1
#define MAIR_INDEX_NC 2
#define MAIR_INDEX_TAGGED 3
#define MAIR_EL1_VALUE 0x00000000004400ff
#define MAIR_EL1_TAGGED 0x00000000f0000000

/*
 * TCR_EL1 (D17.2.131): TTBR0 only (EPD1), T0SZ = 16 (48 bits), 4 KiB granule,
 * walks inner shareable and write-back. IPS is filled in from the CPU.
 */
#define TCR_T0SZ 16
#define TCR_IRGN0_WBWA (1 << 8)
#define TCR_ORGN0_WBWA (1 << 10)
#define TCR_SH0_INNER (3 << 12)
#define TCR_T1SZ (16 << 16)
#define TCR_EPD1 (1 << 23)
#define TCR_TG1_4K 0x80000000
#define TCR_IPS_SHIFT 32
#define TCR_IPS_48BIT 5
/* The top byte of an address is for tags */
#define TCR_TBI0 0x2000000000
#define TCR_EL1_VALUE                                                          \
	(TCR_T0SZ | TCR_IRGN0_WBWA | TCR_ORGN0_WBWA | TCR_SH0_INNER |          \
	 TCR_T1SZ | TCR_EPD1 | TCR_TG1_4K)

/*
 * SCTLR_EL1 (D17.2.118): M, C, SA, I and the bits that are RES1 or that read as
 * one in Armv8.0 (EOS, TSCXT, EIS, SPAN, nTLSMD, LSMAOE).
 */
#define SCTLR_M (1 << 0)
#define SCTLR_C (1 << 2)
#define SCTLR_SA (1 << 3)
#define SCTLR_I (1 << 12)
#define SCTLR_EL1_VALUE                                                        \
	(SCTLR_M | SCTLR_C | SCTLR_SA | SCTLR_I | 0x30d00800)

/*
 * FEAT_MTE2 (D17.2): version in ID_AA64PFR1_EL1.MTE; checks of EL1 in SCTLR_EL1,
 * where TCF has the values of enum ukarch_memtag_mode; GCR_EL1 excludes tags from
 * IRG, RGSR_EL1 has its seed; TFSR_EL1.TF0 notes asynchronous faults of TTBR0
 * addresses; PSTATE.TCO overrides all checks. By encoding, as assemblers know the
 * names for Armv8.5 only.
 */
#define PFR1_MTE_SHIFT 8
#define PFR1_MTE2 2
#define PFR1_MTE3 3
#define SCTLR_ITFSB 0x2000000000
#define SCTLR_TCF_SHIFT 40
#define SCTLR_TCF_MASK 0x30000000000
#define SCTLR_ATA 0x80000000000
#define GCR_REG S3_0_C1_C0_6
#define GCR_EXCLUDE 0xffff
#define GCR_RRND (1 << 16)
#define RGSR_REG S3_0_C1_C0_5
#define RGSR_SEED_SHIFT 8
#define TFSR_REG S3_0_C5_C6_0
#define TFSR_TF0 (1 << 0)
#define TCO_REG S3_3_C4_C2_7
#define TCO_SET (1 << 25)

/* CPACR_EL1 (D17.2.33): no trap on FP/SIMD (libgcc may use vector copies) */
#define CPACR_FPEN_ALL (3 << 20)

/*
 * EL2, left at once: HCR_EL2.RW, CPTR_EL2 and CNTHCTL_EL2 (D17.2.48, .32,
 * D17.12.2), and whether the GIC has system registers (ID_AA64PFR0_EL1.GIC).
 */
#define HCR_RW (1 << 31)
#define CPTR_EL2_NO_TRAPS 0x33ff
#define CNTHCTL_NO_TRAPS 3
#define PFR0_GIC_SHIFT 24

/* ICC_SRE_ELx (IHI 0069 12.2): system registers in use, also at lower levels */
#define ICC_SRE_SRE (1 << 0)
#define ICC_SRE_ENABLE (1 << 3)

/* MPIDR_EL1 (D17.2.101): the affinity fields, as the device tree gives them */
#define MPIDR_AFFINITY_MASK 0xff00ffffff

#ifndef __ASSEMBLY__
#include <uk/arch/types.h>

/* In two steps, so that `name` may be a macro for S<op0>_<op1>_C<n>_C<m>_<op2> */
#define _SYSREG_READ(name)                                                     \
	({                                                                     \
		__u64 __sysreg;                                                \
		__asm__ volatile("mrs %0, " #name : "=r"(__sysreg));           \
		__sysreg;                                                      \
	})
#define SYSREG_READ(name) _SYSREG_READ(name)

#define _SYSREG_WRITE(name, value)                                             \
	__asm__ volatile("msr " #name ", %0"                                   \
			 :                                                     \
			 : "r"((__u64)(value))                                 \
			 : "memory")
#define SYSREG_WRITE(name, value) _SYSREG_WRITE(name, value)

#define isb() __asm__ volatile("isb" ::: "memory")
#define dsb(domain) __asm__ volatile("dsb " #domain ::: "memory")
#define dmb(domain) __asm__ volatile("dmb " #domain ::: "memory")

#endif /* !__ASSEMBLY__ */
#endif /* __UK_ASM_SYSREG_H__ */

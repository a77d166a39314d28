/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Exception syndrome register: Arm ARM (DDI 0487) D17.2.37 ESR_EL1, fields and
 * values that the trap code tells apart.
 */
#ifndef __UK_ASM_ESR_H__
#define __UK_ASM_ESR_H__

#define ESR_EC(esr) (((esr) >> 26) & 0x3f)
#define ESR_EC_UNKNOWN 0x00
#define ESR_EC_FP_TRAPPED 0x07
#define ESR_EC_BTI 0x0d
#define ESR_EC_ILLEGAL_STATE 0x0e
#define ESR_EC_SVC64 0x15
#define ESR_EC_SYSREG 0x18
#define ESR_EC_SVE_TRAPPED 0x19
#define ESR_EC_PAC_FAIL 0x1c
#define ESR_EC_IABT 0x21
#define ESR_EC_PC_ALIGN 0x22
#define ESR_EC_DABT 0x25
#define ESR_EC_SP_ALIGN 0x26
#define ESR_EC_FP_EXCEPTION 0x2c
#define ESR_EC_SERROR 0x2f
#define ESR_EC_BREAKPOINT 0x31
#define ESR_EC_STEP 0x33
#define ESR_EC_WATCHPOINT 0x35
#define ESR_EC_BRK 0x3c

/* Instruction specific syndrome of aborts */
#define ESR_ISS_WNR (1UL << 6)
#define ESR_ISS_CM (1UL << 8)

/* Fault status code: the low two bits are the level of the walk */
#define ESR_FSC(esr) ((esr) & 0x3f)
#define ESR_FSC_ADDRESS_SIZE 0x00
#define ESR_FSC_TRANSLATION 0x04
#define ESR_FSC_ACCESS_FLAG 0x08
#define ESR_FSC_PERMISSION 0x0c
#define ESR_FSC_TAG_CHECK 0x11
#define ESR_FSC_ALIGNMENT 0x21
#define ESR_FSC_TLB_CONFLICT 0x30
#define ESR_FSC_KIND(esr) (ESR_FSC(esr) & ~3UL)

#endif /* __UK_ASM_ESR_H__ */

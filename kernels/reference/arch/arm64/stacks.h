/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Stacks of the exception handlers. Normal code runs on SP_EL0 (PSTATE.SP = 0),
 * so that the hardware itself switches to SP_EL1 when an exception is taken: an
 * exception finds a good stack however bad the interrupted one is. SP_EL1 of
 * each CPU points into one aligned slot:
 *
 *   0x0000 guard page, unmapped
 *   0x1000 emergency stack: used when the trap stack overflows
 *   0x3000 guard page, unmapped
 *   0x4000 trap stack
 *   0x8000 end of the slot = begin of the next
 *
 * Bit 14 of a stack pointer tells whether it is on the trap stack, and bits 12
 * and 13 which page of the lower half it is in.
 */
#ifndef __ARM64_STACKS_H__
#define __ARM64_STACKS_H__

#define TRAP_SLOT_SHIFT 15
#define TRAP_SLOT_SIZE (1 << TRAP_SLOT_SHIFT)
#define TRAP_SLOT_TRAP_BIT 14
#define TRAP_SLOT_EMERGENCY_TOP 0x3000
#define TRAP_SLOT_PAGE_SHIFT 12
#define TRAP_SLOT_UPPER_GUARD_PAGE 3

#endif /* __ARM64_STACKS_H__ */

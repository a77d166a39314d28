/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Exception vectors: save everything in a struct __regs, call C, restore. Arm
 * ARM (DDI 0487) D1.3.1 (vector table), D1.3.2 (state on entry). stacks.h says
 * which stack is in use when.
 */
#include <uk/asm/lcpu.h>
#include <uk/asm/psci.h>
#include <uk/config.h>

#include "stacks.h"

/* One of 16 vectors, 128 bytes each */
.macro vector label
	.balign	128
	b	\label
.endm

	.section .text.vectors, "ax"
	.balign	2048
	.globl	arm64_vectors
arm64_vectors:
	/* from normal code, which runs on SP_EL0 */
	vector	from_normal_sync
	vector	from_normal_irq
	vector	from_normal_bad		/* FIQ: nothing is in group 0 */
	vector	from_normal_serror
	/* from an exception handler, which runs on SP_EL1 */
	vector	from_handler_sync
	vector	from_handler_irq
	vector	from_handler_bad
	vector	from_handler_serror
	/* from EL0, 64 and 32 bit: nothing ever runs there */
	.rept	8
	vector	from_normal_bad
	.endr

/* x0 .. x29 and x30 into the frame at sp; then free to use registers */
.macro save_gprs
	stp	x0, x1, [sp, #0]
	stp	x2, x3, [sp, #16]
	stp	x4, x5, [sp, #32]
	stp	x6, x7, [sp, #48]
	stp	x8, x9, [sp, #64]
	stp	x10, x11, [sp, #80]
	stp	x12, x13, [sp, #96]
	stp	x14, x15, [sp, #112]
	stp	x16, x17, [sp, #128]
	stp	x18, x19, [sp, #144]
	stp	x20, x21, [sp, #160]
	stp	x22, x23, [sp, #176]
	stp	x24, x25, [sp, #192]
	stp	x26, x27, [sp, #208]
	stp	x28, x29, [sp, #224]
.endm

/* x0 = stack pointer of the interrupted code */
.macro save_rest
	stp	x30, x0, [sp, #REGS_OFFSET_LR]
	mrs	x1, elr_el1
	mrs	x2, spsr_el1
	stp	x1, x2, [sp, #REGS_OFFSET_ELR]
	mrs	x1, esr_el1
	mrs	x2, far_el1
	stp	x1, x2, [sp, #REGS_OFFSET_ESR]
	mov	x0, sp
.endm

.macro restore_gprs
	ldp	x2, x3, [sp, #16]
	ldp	x4, x5, [sp, #32]
	ldp	x6, x7, [sp, #48]
	ldp	x8, x9, [sp, #64]
	ldp	x10, x11, [sp, #80]
	ldp	x12, x13, [sp, #96]
	ldp	x14, x15, [sp, #112]
	ldp	x16, x17, [sp, #128]
	ldp	x18, x19, [sp, #144]
	ldp	x20, x21, [sp, #160]
	ldp	x22, x23, [sp, #176]
	ldp	x24, x25, [sp, #192]
	ldp	x26, x27, [sp, #208]
	ldp	x28, x29, [sp, #224]
	ldr	x30, [sp, #REGS_OFFSET_LR]
	ldp	x0, x1, [sp, #0]
.endm

.macro from_normal name, function
from_normal_\name:
	sub	sp, sp, #REGS_SIZEOF
	save_gprs
	mrs	x0, sp_el0
	save_rest
	bl	\function
	b	return_to_normal
.endm

/*
 * A nested exception stays on its stack unless there is no room. TPIDRRO_EL0 is
 * free to keep x0: nothing runs at EL0.
 */
.macro from_handler name, function
from_handler_\name:
	sub	sp, sp, #REGS_SIZEOF
	msr	tpidrro_el0, x0
	adrp	x0, arm64_trap_slots
	sub	x0, sp, x0
	cmp	x0, #(TRAP_SLOT_SIZE * CONFIG_UKPLAT_LCPU_MAXCOUNT)
	b.hs	no_stack_left
	tbz	x0, #TRAP_SLOT_TRAP_BIT, check_emergency_\name
on_good_stack_\name:
	mrs	x0, tpidrro_el0
	save_gprs
	add	x0, sp, #REGS_SIZEOF
	save_rest
	bl	\function
	b	return_to_handler
check_emergency_\name:
	ubfx	x0, x0, #TRAP_SLOT_PAGE_SHIFT, #2
	cbz	x0, no_stack_left
	cmp	x0, #TRAP_SLOT_UPPER_GUARD_PAGE
	b.ne	on_good_stack_\name
	b	trap_stack_overflow
.endm

	from_normal	sync, arm64_trap_sync
	from_normal	irq, arm64_trap_irq
	from_normal	serror, arm64_trap_serror
	from_normal	bad, arm64_trap_bad
	from_handler	sync, arm64_trap_sync
	from_handler	irq, arm64_trap_irq
	from_handler	serror, arm64_trap_serror
	from_handler	bad, arm64_trap_bad

	.globl	return_to_normal
return_to_normal:
	ldr	x0, [sp, #REGS_OFFSET_SP]
	msr	sp_el0, x0
return_to_handler:
	ldp	x0, x1, [sp, #REGS_OFFSET_ELR]
	msr	elr_el1, x0
	msr	spsr_el1, x1
	restore_gprs
	add	sp, sp, #REGS_SIZEOF
	eret

/*
 * The trap stack is full: a last report on the emergency stack. The frame is
 * built at its top; x0 is in TPIDRRO_EL0, sp is where the frame had no room.
 */
trap_stack_overflow:
	mov	x0, sp
	and	x0, x0, #~(TRAP_SLOT_SIZE - 1)
	add	x0, x0, #TRAP_SLOT_EMERGENCY_TOP
	sub	x0, x0, #REGS_SIZEOF
	str	x1, [x0, #8]
	add	x1, sp, #REGS_SIZEOF
	str	x1, [x0, #REGS_OFFSET_SP]
	ldr	x1, [x0, #8]
	mov	sp, x0
	mrs	x0, tpidrro_el0
	save_gprs
	ldr	x0, [sp, #REGS_OFFSET_SP]
	save_rest
	bl	arm64_trap_overflow

/* The report itself ran out of stack, or SP_EL1 is wild: just end */
no_stack_left:
	adrp	x1, psci_conduit
	ldr	w1, [x1, :lo12:psci_conduit]
	ldr	w0, =PSCI_SYSTEM_RESET
	cmp	w1, #PSCI_CONDUIT_SMC
	b.eq	1f
	hvc	#0
1:	smc	#0
2:	dsb	sy
	wfi
	b	2b

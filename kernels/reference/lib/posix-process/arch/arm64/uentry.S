/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Between a program's stack and its thread's kernel stack, arm64: both are
 * SP_EL0. A frame is a struct __regs at the top of the kernel stack. Interface:
 * <uk/uentry.h>.
 */
#include <uk/asm/uframe.h>
#include <uk/plat/common/lcpu.h>

#define PSTATE_EL1T 4

	.section .text.uentry, "ax"

/* Where programs call: x30 is the return address, x16 and x17 are free */
	.globl	uk_uentry_call, uk_uentry_reads_stack
uk_uentry_reads_stack:		/* nothing of it is needed */
	.type	uk_uentry_call, %function
uk_uentry_call:
	mrs	x17, tpidr_el1
	ldr	x17, [x17, #LCPU_ENTRY_SP_OFFSET]
	sub	x17, x17, #REGS_SIZEOF
	stp	x0, x1, [x17, #0]
	stp	x2, x3, [x17, #16]
	stp	x4, x5, [x17, #32]
	stp	x6, x7, [x17, #48]
	stp	x8, x9, [x17, #64]
	stp	x10, x11, [x17, #80]
	stp	x12, x13, [x17, #96]
	stp	x14, x15, [x17, #112]
	stp	x16, xzr, [x17, #128]
	stp	x18, x19, [x17, #144]
	stp	x20, x21, [x17, #160]
	stp	x22, x23, [x17, #176]
	stp	x24, x25, [x17, #192]
	stp	x26, x27, [x17, #208]
	stp	x28, x29, [x17, #224]
	mov	x0, sp
	stp	x30, x0, [x17, #REGS_OFFSET_LR]
	mrs	x0, daif
	orr	x0, x0, #PSTATE_EL1T
	stp	x30, x0, [x17, #REGS_OFFSET_ELR]
	mov	x0, #UK_UFRAME_SYSCALL
	stp	x0, xzr, [x17, #REGS_OFFSET_ESR]
	mov	sp, x17
	mov	x0, x17
	bl	uk_uentry_syscall
	cbnz	w0, uk_uentry_return
	/* To C code of the program: what a function call preserves is as it was */
	ldr	x0, [sp, #0]
	ldp	x30, x1, [sp, #REGS_OFFSET_LR]
	ldr	x2, [sp, #REGS_OFFSET_ELR]
	mov	sp, x1
	msr	daifclr, #2
	br	x2
	.size	uk_uentry_call, . - uk_uentry_call

/* First instructions of a program's thread, and of what a trap in its text goes
 * on with; the stack pointer is at or below the frame
 */
	.globl	uk_uentry_start
	.type	uk_uentry_start, %function
uk_uentry_start:
	mov	x29, xzr
	mov	x30, xzr
	bl	uk_uentry_begun
	b	uk_uentry_return
	.size	uk_uentry_start, . - uk_uentry_start

	.globl	uk_uentry_trap
	.type	uk_uentry_trap, %function
uk_uentry_trap:
	mov	x29, xzr
	bl	uk_uentry_trapped

/* To the program, all registers as the frame has them: the way of an exception
 * that ends, with a copy of the frame on SP_EL1
 */
	.globl	uk_uentry_return
	.type	uk_uentry_return, %function
uk_uentry_return:
	msr	daifset, #2
	mrs	x0, tpidr_el1
	ldr	x0, [x0, #LCPU_ENTRY_SP_OFFSET]
	sub	x0, x0, #REGS_SIZEOF

	.globl	uk_uframe_load
	.type	uk_uframe_load, %function
uk_uframe_load:
	msr	daifset, #2
	msr	spsel, #1
	sub	sp, sp, #REGS_SIZEOF
	mov	x1, sp
	mov	x2, #REGS_SIZEOF
1:	ldp	x3, x4, [x0], #16
	stp	x3, x4, [x1], #16
	subs	x2, x2, #16
	b.ne	1b
	b	return_to_normal
	.size	uk_uentry_trap, . - uk_uentry_trap

	.section .note.GNU-stack, "", %progbits

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Operations that trap on arm64. Interface: ops.h. Calling convention: AAPCS64
 * 6. All traps here are reported at the instruction.
 */
	.macro FUNCTION name
	.text
	.balign 4
	.globl \name
	.type \name, %function
\name:
	.endm

	.macro LABEL name
	.globl \name
\name:
	.endm

FUNCTION trap_op_invalid
	mov	x0, sp
LABEL trap_op_invalid_at
	.word	0			/* udf #0 */
LABEL trap_op_invalid_next
	ret

FUNCTION trap_op_stack_pointer
	mov	x9, sp
LABEL trap_op_stack_pointer_at
	.word	0			/* udf #0 */
LABEL trap_op_stack_pointer_next
	mov	x0, sp
	mov	sp, x9
	ret

FUNCTION trap_op_breakpoint
LABEL trap_op_breakpoint_at
	brk	#1
LABEL trap_op_breakpoint_next
	ret

FUNCTION trap_op_load
	mov	x1, x0
	mov	w0, wzr
LABEL trap_op_load_at
	ldrb	w0, [x1]
LABEL trap_op_load_next
	ret

FUNCTION trap_op_store
LABEL trap_op_store_at
	strb	w1, [x0]
LABEL trap_op_store_next
	ret

FUNCTION trap_op_call
	stp	x29, x30, [sp, #-16]!
	mov	x29, sp
	blr	x0
LABEL trap_op_call_next
	mov	sp, x29
	ldp	x29, x30, [sp], #16
	ret

FUNCTION trap_op_registers
	stp	x29, x30, [sp, #-112]!
	stp	x19, x20, [sp, #16]
	stp	x21, x22, [sp, #32]
	stp	x23, x24, [sp, #48]
	stp	x25, x26, [sp, #64]
	stp	x27, x28, [sp, #80]
	stp	x18, x1, [sp, #96]
	ldp	x2, x3, [x0, #16]
	ldp	x4, x5, [x0, #32]
	ldp	x6, x7, [x0, #48]
	ldp	x8, x9, [x0, #64]
	ldp	x10, x11, [x0, #80]
	ldp	x12, x13, [x0, #96]
	ldp	x14, x15, [x0, #112]
	ldp	x16, x17, [x0, #128]
	ldp	x18, x19, [x0, #144]
	ldp	x20, x21, [x0, #160]
	ldp	x22, x23, [x0, #176]
	ldp	x24, x25, [x0, #192]
	ldp	x26, x27, [x0, #208]
	ldp	x28, x29, [x0, #224]
	ldr	x30, [x0, #240]
	ldp	x0, x1, [x0]
LABEL trap_op_registers_at
	.word	0
LABEL trap_op_registers_next
	stp	x0, x1, [sp, #-16]!
	ldr	x0, [sp, #16 + 104]
	stp	x2, x3, [x0, #16]
	stp	x4, x5, [x0, #32]
	stp	x6, x7, [x0, #48]
	stp	x8, x9, [x0, #64]
	stp	x10, x11, [x0, #80]
	stp	x12, x13, [x0, #96]
	stp	x14, x15, [x0, #112]
	stp	x16, x17, [x0, #128]
	stp	x18, x19, [x0, #144]
	stp	x20, x21, [x0, #160]
	stp	x22, x23, [x0, #176]
	stp	x24, x25, [x0, #192]
	stp	x26, x27, [x0, #208]
	stp	x28, x29, [x0, #224]
	str	x30, [x0, #240]
	ldp	x2, x3, [sp], #16
	stp	x2, x3, [x0]
	ldr	x18, [sp, #96]
	ldp	x27, x28, [sp, #80]
	ldp	x25, x26, [sp, #64]
	ldp	x23, x24, [sp, #48]
	ldp	x21, x22, [sp, #32]
	ldp	x19, x20, [sp, #16]
	ldp	x29, x30, [sp], #112
	mov	w0, #31
	ret

FUNCTION trap_op_spoil
	.irp	n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18
	mov	x\n, sp
	.endr
	ret

FUNCTION trap_op_on_stack
	stp	x29, x30, [sp, #-16]!
	mov	x29, sp
	mov	sp, x0
	mov	x0, x2
	blr	x1
	mov	sp, x29
	ldp	x29, x30, [sp], #16
	ret

	.section .note.GNU-stack, "", %progbits

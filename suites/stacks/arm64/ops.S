/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Operations on arm64. Interface: ops.h. AAPCS64 has no red zone; that handlers
 * leave alone what is below the stack pointer holds all the same.
 */
#define PAIRS 8

	.macro LABEL name
	.globl \name
\name:
	.endm

	.text
LABEL stacks_op_red_zone
	mov	x9, #0x5a5a
	.set i, 1
	.rept PAIRS
	stp	x9, x9, [sp, #-16 * i]
	.set i, i + 1
	.endr
	cbz	x0, stacks_op_red_zone_trap
1:	yield
	ldr	w1, [x0]
	cbz	w1, 1b
	b	stacks_op_red_zone_next
LABEL stacks_op_red_zone_trap
	.inst	0			/* UDF #0 */
LABEL stacks_op_red_zone_next
	mov	x0, #0
	.set i, 1
	.rept PAIRS
	ldp	x10, x11, [sp, #-16 * i]
	cmp	x10, x9
	cinc	x0, x0, ne
	cmp	x11, x9
	cinc	x0, x0, ne
	.set i, i + 1
	.endr
	ret

LABEL stacks_op_with_sp
	stp	x29, x30, [sp, #-32]!
	str	x19, [sp, #16]
	mov	x29, sp
	mov	x19, sp
	mov	sp, x0
LABEL stacks_op_with_sp_trap
	.inst	0
LABEL stacks_op_with_sp_next
	mov	sp, x19
	ldr	x19, [sp, #16]
	ldp	x29, x30, [sp], #32
	ret

LABEL stacks_op_call_on
	stp	x29, x30, [sp, #-32]!
	str	x19, [sp, #16]
	mov	x29, sp
	mov	x19, sp
	mov	sp, x0
	blr	x1
	mov	sp, x19
	ldr	x19, [sp, #16]
	ldp	x29, x30, [sp], #32
	ret

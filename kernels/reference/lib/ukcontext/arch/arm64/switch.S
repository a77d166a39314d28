/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Context switch of arm64 and the beginnings of contexts. The general registers
 * that a function call keeps are x19 - x29 (AAPCS64 6.1.1); the kept halves of
 * v8 - v15 are part of the extended context.
 */
#include <uk/arch/ctx.h>

	.section .text.ukarch_ctx, "ax"
	.globl	ukarch_ctx_switch
	.type	ukarch_ctx_switch, %function
ukarch_ctx_switch:
	stp	x29, x30, [sp, #-96]!
	stp	x19, x20, [sp, #16]
	stp	x21, x22, [sp, #32]
	stp	x23, x24, [sp, #48]
	stp	x25, x26, [sp, #64]
	stp	x27, x28, [sp, #80]
	adr	x2, resume
	mov	x3, sp
	str	x2, [x0, #UKARCH_CTX_OFFSETOF_IP]
	str	x3, [x0, #UKARCH_CTX_OFFSETOF_SP]
	ldr	x3, [x1, #UKARCH_CTX_OFFSETOF_SP]
	ldr	x16, [x1, #UKARCH_CTX_OFFSETOF_IP]
	mov	sp, x3
	br	x16
resume:
	ldp	x19, x20, [sp, #16]
	ldp	x21, x22, [sp, #32]
	ldp	x23, x24, [sp, #48]
	ldp	x25, x26, [sp, #64]
	ldp	x27, x28, [sp, #80]
	ldp	x29, x30, [sp], #96
	ret
	.size	ukarch_ctx_switch, . - ukarch_ctx_switch

/* All but x16, which the last branch needs, and x18 is no platform register */
.macro clear_registers
	.irp	n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,17,18,19,20,21,22,23,24,25,26,27,28,29,30
	mov	x\n, xzr
	.endr
.endm

/* The stack pointer ends where the caller of ukarch_ctx_init() wanted it */
	.globl	ukarch_ctx_start_clear
ukarch_ctx_start_clear:
	clear_registers
	ldr	x16, [sp, #16]
	add	sp, sp, #32
	br	x16

	.globl	ukarch_ctx_call_clear
ukarch_ctx_call_clear:
	clear_registers
	.globl	ukarch_ctx_call_keep
ukarch_ctx_call_keep:
	ldp	x0, x1, [sp], #16
	ldp	x16, x30, [sp], #16	/* entry, and 0 to return to */
	br	x16

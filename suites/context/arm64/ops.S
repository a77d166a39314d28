/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Registers of arm64 at given instructions. Interface: ops.h. AAPCS64 6.
 */
	.arch_extension fp
	.arch_extension simd

	.bss
	.balign	8
	.globl	context_probe, context_probe_next
context_probe:
	.skip	32
context_probe_next:
	.skip	8

	.text
	.globl	context_probe_entry
context_probe_entry:
	.irp	n, 3,4,5,6,7,8,9,10,11,12,13,14,15,18,19,20,21,22,23,24,25,26,27,28,29,30
	orr	x2, x2, x\n
	.endr
	adrp	x17, context_probe
	add	x17, x17, :lo12:context_probe
	mov	x16, sp
	stp	x16, x0, [x17]
	stp	x1, x2, [x17, #16]
	and	x16, x16, #~15
	mov	sp, x16
	ldr	x16, [x17, #32]
	blr	x16
	udf	#0

	.globl	context_switch_kept
context_switch_kept:
	stp	x29, x30, [sp, #-112]!
	stp	x19, x20, [sp, #16]
	stp	x21, x22, [sp, #32]
	stp	x23, x24, [sp, #48]
	stp	x25, x26, [sp, #64]
	stp	x27, x28, [sp, #80]
	str	x3, [sp, #96]
	ldp	x19, x20, [x2]
	ldp	x21, x22, [x2, #16]
	ldp	x23, x24, [x2, #32]
	ldp	x25, x26, [x2, #48]
	ldp	x27, x28, [x2, #64]
	ldr	x29, [x2, #80]
	bl	ukarch_ctx_switch
	ldr	x3, [sp, #96]
	stp	x19, x20, [x3]
	stp	x21, x22, [x3, #16]
	stp	x23, x24, [x3, #32]
	stp	x25, x26, [x3, #48]
	stp	x27, x28, [x3, #64]
	str	x29, [x3, #80]
	ldp	x19, x20, [sp, #16]
	ldp	x21, x22, [sp, #32]
	ldp	x23, x24, [sp, #48]
	ldp	x25, x26, [sp, #64]
	ldp	x27, x28, [sp, #80]
	ldp	x29, x30, [sp], #112
	mov	w0, #11
	ret

.macro all_vectors op
	.irp	n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
	\op	q\n, [x0, #(16 * \n)]
	.endr
	mov	w0, #32
	ret
.endm

	.globl	context_vectors_load
context_vectors_load:
	all_vectors ldr

	.globl	context_vectors_store
context_vectors_store:
	all_vectors str

/* FPCR.RMode, bits 22 and 23; Arm ARM C5.2.8 */
	.globl	context_rounding_set
context_rounding_set:
	ubfiz	x0, x0, #22, #2
	msr	fpcr, x0
	ret

	.globl	context_rounding_get
context_rounding_get:
	mrs	x0, fpcr
	ubfx	x0, x0, #22, #2
	ret

/* FPSR.IXC, bit 4; Arm ARM C5.2.9 */
	.globl	context_inexact_clear
context_inexact_clear:
	msr	fpsr, xzr
	ret

	.globl	context_inexact_get
context_inexact_get:
	mrs	x0, fpsr
	ubfx	x0, x0, #4, #1
	ret

	.globl	context_third
context_third:
	fmov	d0, #1.0
	fmov	d1, #3.0
	fdiv	d0, d0, d1
	fmov	x0, d0
	ret

	.globl	context_op_trap, context_op_trap_next
context_op_trap:
	udf	#0
context_op_trap_next:
	ret

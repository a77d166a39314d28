/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * setjmp, longjmp (ISO C11 7.13) for arm64: x19..x28, frame pointer, link
 * register and stack pointer (AAPCS64 6.1.1). The kernel does not use the SIMD
 * registers.
 */
	.section .text.setjmp, "ax"

	.globl	setjmp
	.type	setjmp, %function
setjmp:
	stp	x19, x20, [x0, #0]
	stp	x21, x22, [x0, #16]
	stp	x23, x24, [x0, #32]
	stp	x25, x26, [x0, #48]
	stp	x27, x28, [x0, #64]
	stp	x29, x30, [x0, #80]
	mov	x9, sp
	str	x9, [x0, #96]
	mov	w0, #0
	ret
	.size	setjmp, . - setjmp

	.globl	longjmp
	.type	longjmp, %function
longjmp:
	ldp	x19, x20, [x0, #0]
	ldp	x21, x22, [x0, #16]
	ldp	x23, x24, [x0, #32]
	ldp	x25, x26, [x0, #48]
	ldp	x27, x28, [x0, #64]
	ldp	x29, x30, [x0, #80]
	ldr	x9, [x0, #96]
	mov	sp, x9
	cmp	w1, #0
	csinc	w0, w1, wzr, ne		/* 7.13.2.1: 0 becomes 1 */
	ret
	.size	longjmp, . - longjmp

	.section .note.GNU-stack, "", %progbits

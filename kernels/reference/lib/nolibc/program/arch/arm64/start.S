/* SPDX-License-Identifier: BSD-3-Clause */
/* Entry of a program, arm64: argc, argv and the rest stand on the stack */
	.text
	.globl	_start
	.type	_start, %function
_start:
	mov	x29, xzr
	mov	x30, xzr
	mov	x0, sp
	bl	program_start
	udf	#0
	.size	_start, . - _start

	.section .note.GNU-stack, "", %progbits

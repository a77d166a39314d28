/* SPDX-License-Identifier: BSD-3-Clause */
/* Entry of a program, x86_64: the stack as the psABI 3.4.1 has it */
	.text
	.globl	_start
	.type	_start, @function
_start:
	xorl	%ebp, %ebp
	movq	%rsp, %rdi
	andq	$-16, %rsp
	call	program_start
	ud2
	.size	_start, . - _start

	.section .note.GNU-stack, "", @progbits

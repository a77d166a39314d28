/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Operations on x86_64. Interface: ops.h. Calling convention: System V psABI 3.2.
 */
#define WORDS 16

	.macro LABEL name
	.globl \name
\name:
	.endm

	.text
LABEL stacks_op_red_zone
	movq	$0x5a5a5a5a, %rax
	.set i, 1
	.rept WORDS
	movq	%rax, -8 * i(%rsp)
	.set i, i + 1
	.endr
	testq	%rdi, %rdi
	jz	stacks_op_red_zone_trap
1:	pause
	cmpl	$0, (%rdi)
	je	1b
	jmp	stacks_op_red_zone_next
LABEL stacks_op_red_zone_trap
	ud2
LABEL stacks_op_red_zone_next
	xorl	%ecx, %ecx
	.set i, 1
	.rept WORDS
	xorl	%edx, %edx
	cmpq	%rax, -8 * i(%rsp)
	setne	%dl
	addl	%edx, %ecx
	.set i, i + 1
	.endr
	movl	%ecx, %eax
	ret

LABEL stacks_op_with_sp
	pushq	%rbp
	movq	%rsp, %rbp
	movq	%rdi, %rax
	movq	%rdi, %rsp
LABEL stacks_op_with_sp_trap
	ud2
LABEL stacks_op_with_sp_next
	movq	%rbp, %rsp
	popq	%rbp
	ret

LABEL stacks_op_call_on
	pushq	%rbp
	movq	%rsp, %rbp
	movq	%rdi, %rsp
	call	*%rsi
	movq	%rbp, %rsp
	popq	%rbp
	ret
	.section .note.GNU-stack, "", @progbits

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Context switch of x86_64 and the beginnings of contexts. The registers that a
 * function call keeps are RBX, RBP, R12 - R15 (System V psABI 3.2.1).
 */
#include <uk/arch/ctx.h>

	.section .text.ukarch_ctx, "ax"
	.globl ukarch_ctx_switch
ukarch_ctx_switch:
	pushq	%rbp
	pushq	%rbx
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	movq	$resume, UKARCH_CTX_OFFSETOF_IP(%rdi)
	movq	%rsp, UKARCH_CTX_OFFSETOF_SP(%rdi)
	movq	UKARCH_CTX_OFFSETOF_SP(%rsi), %rsp
	jmp	*UKARCH_CTX_OFFSETOF_IP(%rsi)
resume:
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbx
	popq	%rbp
	ret

	.macro CLEAR_REGISTERS
	xorl	%eax, %eax
	xorl	%ebx, %ebx
	xorl	%ecx, %ecx
	xorl	%edx, %edx
	xorl	%esi, %esi
	xorl	%edi, %edi
	xorl	%ebp, %ebp
	xorl	%r8d, %r8d
	xorl	%r9d, %r9d
	xorl	%r10d, %r10d
	xorl	%r11d, %r11d
	xorl	%r12d, %r12d
	xorl	%r13d, %r13d
	xorl	%r14d, %r14d
	xorl	%r15d, %r15d
	cld
	.endm

/* The stack pointer ends where the caller of ukarch_ctx_init() wanted it */
	.globl ukarch_ctx_start_clear
ukarch_ctx_start_clear:
	CLEAR_REGISTERS
	addq	$32, %rsp
	jmp	*-16(%rsp)		/* nothing writes below: no signals here */

	.globl ukarch_ctx_call_clear
ukarch_ctx_call_clear:
	CLEAR_REGISTERS
	.globl ukarch_ctx_call_keep
ukarch_ctx_call_keep:
	popq	%rdi
	popq	%rsi
	ret				/* to the entry; a 0 is its return address */
	.section .note.GNU-stack, "", @progbits

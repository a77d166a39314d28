/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Registers of x86_64 at given instructions. Interface: ops.h. System V psABI
 * 3.2.
 */
	.bss
	.balign 8
	.globl context_probe, context_probe_next
context_probe:
	.skip 32
context_probe_next:
	.skip 8

	.text
	.globl context_probe_entry
context_probe_entry:
	movq	%rsp, context_probe
	movq	%rdi, context_probe + 8
	movq	%rsi, context_probe + 16
	.irp r, rbx, rcx, rdx, rbp, r8, r9, r10, r11, r12, r13, r14, r15
	orq	%\r, %rax
	.endr
	movq	%rax, context_probe + 24
	andq	$-16, %rsp
	call	*context_probe_next
	ud2

	.globl context_switch_kept
context_switch_kept:
	pushq	%rbp
	pushq	%rbx
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	pushq	%rcx
	movq	0x00(%rdx), %rbp
	movq	0x08(%rdx), %rbx
	movq	0x10(%rdx), %r12
	movq	0x18(%rdx), %r13
	movq	0x20(%rdx), %r14
	movq	0x28(%rdx), %r15
	call	ukarch_ctx_switch
	popq	%rcx
	movq	%rbp, 0x00(%rcx)
	movq	%rbx, 0x08(%rcx)
	movq	%r12, 0x10(%rcx)
	movq	%r13, 0x18(%rcx)
	movq	%r14, 0x20(%rcx)
	movq	%r15, 0x28(%rcx)
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbx
	popq	%rbp
	movl	$6, %eax
	ret

	.globl context_vectors_load
context_vectors_load:
	.irp n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15
	movups	16 * \n(%rdi), %xmm\n
	.endr
	movl	$16, %eax
	ret

	.globl context_vectors_store
context_vectors_store:
	.irp n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15
	movups	%xmm\n, 16 * \n(%rdi)
	.endr
	movl	$16, %eax
	ret

/* MXCSR.RC, bits 13 and 14; SDM vol. 1 10.2.3.1 */
	.globl context_rounding_set
context_rounding_set:
	shll	$13, %edi
	orl	$0x1f80, %edi
	pushq	%rdi
	ldmxcsr	(%rsp)
	popq	%rdi
	ret

	.globl context_rounding_get
context_rounding_get:
	pushq	$0
	stmxcsr	(%rsp)
	popq	%rax
	shrl	$13, %eax
	andl	$3, %eax
	ret

/* MXCSR.PE, bit 5 */
	.globl context_inexact_clear
context_inexact_clear:
	pushq	$0
	stmxcsr	(%rsp)
	andl	$~0x20, (%rsp)
	ldmxcsr	(%rsp)
	popq	%rax
	ret

	.globl context_inexact_get
context_inexact_get:
	pushq	$0
	stmxcsr	(%rsp)
	popq	%rax
	shrl	$5, %eax
	andl	$1, %eax
	ret

	.globl context_third
context_third:
	movl	$1, %eax
	cvtsi2sd %eax, %xmm0
	movl	$3, %eax
	cvtsi2sd %eax, %xmm1
	divsd	%xmm1, %xmm0
	movq	%xmm0, %rax
	ret

	.globl context_op_trap, context_op_trap_next
context_op_trap:
	ud2
context_op_trap_next:
	ret
	.section .note.GNU-stack, "", @progbits

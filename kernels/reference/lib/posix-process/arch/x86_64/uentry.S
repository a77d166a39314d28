/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Between a program's stack and its thread's kernel stack, x86_64. A frame is a
 * struct __regs at the top of the kernel stack. Interface: <uk/uentry.h>.
 */
#include <uk/asm/uframe.h>
#include <uk/plat/common/lcpu.h>
#include <x86/desc.h>

	.section .text.uentry, "ax"

/* Where programs call: the return address is on the program's stack */
	.globl	uk_uentry_call
	.type	uk_uentry_call, @function
uk_uentry_call:
	movq	%rsp, %rcx
	movq	%gs:LCPU_ENTRY_SP_OFFSET, %rsp
	leaq	8(%rcx), %r11
	pushq	$X86_SEL_DS
	pushq	%r11
	pushfq
	pushq	$X86_SEL_CS64
	.globl	uk_uentry_reads_stack
uk_uentry_reads_stack:
	pushq	(%rcx)
	pushq	$UK_UFRAME_CALL_LEN
	pushq	$UK_UFRAME_SYSCALL
	pushq	%rax
	pushq	%rbx
	pushq	%rcx
	pushq	%rdx
	pushq	%rsi
	pushq	%rdi
	pushq	%rbp
	pushq	%r8
	pushq	%r9
	pushq	%r10
	pushq	%r11
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	cld
	movq	%rsp, %rdi
	/* a frame for backtraces that start in the kernel */
	pushq	REGS_RIP_OFFSET(%rdi)
	pushq	%rbp
	movq	%rsp, %rbp
	call	uk_uentry_syscall
	popq	%rbp
	testl	%eax, %eax
	jnz	uk_uentry_return
	/* To C code of the program: what a function call preserves is as it was */
	addq	$8, %rsp
	movq	0x70(%rsp), %rax
	movq	REGS_RIP_OFFSET(%rsp), %rcx
	movq	0xa0(%rsp), %rsp
	sti
	jmp	*%rcx
	.size	uk_uentry_call, . - uk_uentry_call

/* First instructions of a program's thread, and of what a trap in its text goes
 * on with; the stack pointer is below the frame
 */
	.globl	uk_uentry_start
	.type	uk_uentry_start, @function
uk_uentry_start:
	xorl	%ebp, %ebp
	call	uk_uentry_begun
	jmp	uk_uentry_return
	.size	uk_uentry_start, . - uk_uentry_start

	.globl	uk_uentry_trap
	.type	uk_uentry_trap, @function
uk_uentry_trap:
	xorl	%ebp, %ebp
	call	uk_uentry_trapped

/* To the program, all registers as the frame has them */
	.globl	uk_uentry_return
	.type	uk_uentry_return, @function
uk_uentry_return:
	cli
	movq	%gs:LCPU_ENTRY_SP_OFFSET, %rdi
	subq	$UK_UFRAME_SIZE, %rdi

	.globl	uk_uframe_load
	.type	uk_uframe_load, @function
uk_uframe_load:
	cli
	movq	%rdi, %rsp
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%r11
	popq	%r10
	popq	%r9
	popq	%r8
	popq	%rbp
	popq	%rdi
	popq	%rsi
	popq	%rdx
	popq	%rcx
	popq	%rbx
	popq	%rax
	addq	$16, %rsp
	iretq
	.size	uk_uentry_trap, . - uk_uentry_trap

	.section .note.GNU-stack, "", @progbits

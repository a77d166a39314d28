/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Operations that trap on x86_64. Interface: ops.h. Calling convention: System V
 * psABI 3.2. A breakpoint is reported behind the instruction, all else at it.
 */
	.macro FUNCTION name
	.text
	.globl \name
\name:
	.endm

	.macro LABEL name
	.globl \name
\name:
	.endm

FUNCTION trap_op_invalid
	movq	%rsp, %rax
LABEL trap_op_invalid_at
	ud2
LABEL trap_op_invalid_next
	ret

FUNCTION trap_op_stack_pointer
	movq	%rsp, %rcx
LABEL trap_op_stack_pointer_at
	ud2
LABEL trap_op_stack_pointer_next
	movq	%rsp, %rax
	movq	%rcx, %rsp
	ret

FUNCTION trap_op_breakpoint
	int3
LABEL trap_op_breakpoint_at
LABEL trap_op_breakpoint_next
	ret

FUNCTION trap_op_load
	xorl	%eax, %eax
LABEL trap_op_load_at
	movb	(%rdi), %al
LABEL trap_op_load_next
	ret

FUNCTION trap_op_store
LABEL trap_op_store_at
	movb	%sil, (%rdi)
LABEL trap_op_store_next
	ret

FUNCTION trap_op_call
	pushq	%rbp
	movq	%rsp, %rbp
	call	*%rdi
LABEL trap_op_call_next
	movq	%rbp, %rsp
	popq	%rbp
	ret

FUNCTION trap_op_registers
	pushq	%rbx
	pushq	%rbp
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	pushq	%rsi
	movq	0x00(%rdi), %rax
	movq	0x08(%rdi), %rbx
	movq	0x10(%rdi), %rcx
	movq	0x18(%rdi), %rdx
	movq	0x20(%rdi), %rsi
	movq	0x28(%rdi), %rbp
	movq	0x30(%rdi), %r8
	movq	0x38(%rdi), %r9
	movq	0x40(%rdi), %r10
	movq	0x48(%rdi), %r11
	movq	0x50(%rdi), %r12
	movq	0x58(%rdi), %r13
	movq	0x60(%rdi), %r14
	movq	0x68(%rdi), %r15
	movq	0x70(%rdi), %rdi
LABEL trap_op_registers_at
	ud2
LABEL trap_op_registers_next
	pushq	%rdi
	movq	8(%rsp), %rdi
	movq	%rax, 0x00(%rdi)
	movq	%rbx, 0x08(%rdi)
	movq	%rcx, 0x10(%rdi)
	movq	%rdx, 0x18(%rdi)
	movq	%rsi, 0x20(%rdi)
	movq	%rbp, 0x28(%rdi)
	movq	%r8, 0x30(%rdi)
	movq	%r9, 0x38(%rdi)
	movq	%r10, 0x40(%rdi)
	movq	%r11, 0x48(%rdi)
	movq	%r12, 0x50(%rdi)
	movq	%r13, 0x58(%rdi)
	movq	%r14, 0x60(%rdi)
	movq	%r15, 0x68(%rdi)
	popq	0x70(%rdi)
	popq	%rsi
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbp
	popq	%rbx
	movl	$15, %eax
	ret

FUNCTION trap_op_spoil
	.irp	r, rax, rcx, rdx, rsi, rdi, r8, r9, r10, r11
	movq	%rsp, %\r
	.endr
	ret

FUNCTION trap_op_on_stack
	pushq	%rbp
	movq	%rsp, %rbp
	movq	%rdi, %rsp
	movq	%rdx, %rdi
	call	*%rsi
	movq	%rbp, %rsp
	popq	%rbp
	ret

/* unsigned long x86_op_divide(unsigned long by): 1 / by */
FUNCTION x86_op_divide
	xorl	%edx, %edx
	movl	$1, %eax
LABEL x86_op_divide_at
	divq	%rdi
LABEL x86_op_divide_next
	ret

/* 1 / 0 in the x87 with that exception not masked (SDM vol. 1 8.1.5); it is
 * raised by the next instruction that waits
 */
FUNCTION x86_op_x87_divide
	fninit
	pushq	$0x37b
	fldcw	(%rsp)
	movq	$0, (%rsp)
	fld1
	fdivs	(%rsp)
	popq	%rax
LABEL x86_op_x87_divide_at
	fwait
LABEL x86_op_x87_divide_next
	fninit
	ret

/* unsigned long x86_op_direction(void): flags after a trap with DF set */
FUNCTION x86_op_direction
	std
LABEL x86_op_direction_at
	ud2
LABEL x86_op_direction_next
	pushfq
	popq	%rax
	cld
	ret

/* Sets the trap flag: a debug trap after the instruction that follows popf */
FUNCTION x86_op_single_step
	pushfq
	orl	$0x100, (%rsp)
	popfq
	nop
LABEL x86_op_single_step_at
	ret

	.section .note.GNU-stack, "", @progbits

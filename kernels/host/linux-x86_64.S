/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How a process on the kernel's musl enters Linux, x86_64 (psABI A.2.1): what
 * lib/musl/archive calls instead of a system call instruction of musl's own.
 */
	.section .note.GNU-stack, "", @progbits
	.text

/* long uk_syscall6_r(long nr, long a1, .. a5, long a6 on the stack) */
	.globl	uk_syscall6_r
	.type	uk_syscall6_r, @function
uk_syscall6_r:
	movq	%rdi, %rax
	movq	%rsi, %rdi
	movq	%rdx, %rsi
	movq	%rcx, %rdx
	movq	%r8, %r10
	movq	%r9, %r8
	movq	8(%rsp), %r9
	syscall
	ret
	.size	uk_syscall6_r, . - uk_syscall6_r

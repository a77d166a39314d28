/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How a program enters the kernel, x86_64: with the registers of a Linux system
 * call (psABI A.2.1), by an indirect call of 6 bytes, so that the kernel can go
 * back by 6 and make the call again. The functions are those of musl that hold
 * a system call instruction; names and meaning are musl's internal ones.
 */
#include <uk/program_abi.h>

#define SYS_rt_sigreturn 15
#define SYS_clone 56
#define SYS_exit 60

	.section .note.ukmatrix, "a", @note
	.balign	4
	.long	9, 16, UK_PROGRAM_NOTE
	.asciz	"ukmatrix"
	.balign	4
	.long	UK_PROGRAM_VERSION, 0
	.quad	uk_kernel_entry

	.bss
	.balign	8
	.globl	uk_kernel_entry
	.type	uk_kernel_entry, @object
uk_kernel_entry:
	.skip	8
	.size	uk_kernel_entry, 8

.macro function name
	.globl	\name
	.type	\name, @function
\name:
.endm
.macro endfunction name
	.size	\name, . - \name
.endm

	.text
/* long uk_syscall6_r(long nr, long a1, .. a5, long a6 on the stack) */
function uk_syscall6_r
	movq	%rdi, %rax
	movq	%rsi, %rdi
	movq	%rdx, %rsi
	movq	%rcx, %rdx
	movq	%r8, %r10
	movq	%r9, %r8
	movq	8(%rsp), %r9
	call	*uk_kernel_entry(%rip)
	ret
endfunction uk_syscall6_r

/*
 * long __syscall_cp_asm(volatile int *cancel, long nr, long a1 .. a4, a5 and a6
 * on the stack). A signal that comes between __cp_begin and __cp_end finds a
 * cancellation point that has not acted yet.
 */
	.globl	__cp_begin, __cp_end, __cp_cancel
	.hidden	__cp_begin, __cp_end, __cp_cancel, __cancel
function __syscall_cp_asm
__cp_begin:
	movl	(%rdi), %eax
	testl	%eax, %eax
	jnz	__cp_cancel
	movq	%rsi, %rax
	movq	%rdx, %rdi
	movq	%rcx, %rsi
	movq	%r8, %rdx
	movq	%r9, %r10
	movq	8(%rsp), %r8
	movq	16(%rsp), %r9
	call	*uk_kernel_entry(%rip)
__cp_end:
	ret
__cp_cancel:
	jmp	__cancel
endfunction __syscall_cp_asm

/*
 * int __clone(int (*fn)(void *), void *stack, int flags, void *arg, pid_t *ptid,
 * void *tls, pid_t *ctid): the child calls fn(arg) on the new stack.
 */
	.hidden	__clone
function __clone
	andq	$-16, %rsi
	subq	$16, %rsi
	movq	%rdi, (%rsi)
	movq	%rcx, 8(%rsi)
	movl	%edx, %edi
	movq	%r8, %rdx
	movq	8(%rsp), %r10
	movq	%r9, %r8
	movl	$SYS_clone, %eax
	call	*uk_kernel_entry(%rip)
	testl	%eax, %eax
	jz	1f
	ret
1:	xorl	%ebp, %ebp
	popq	%rax
	popq	%rdi
	call	*%rax
	movl	%eax, %edi
	movl	$SYS_exit, %eax
	call	*uk_kernel_entry(%rip)
	ud2
endfunction __clone

/* void __unmapself(void *stack, size_t size): no stack is left to return on */
	.hidden	__unmapself
function __unmapself
	movl	$UK_NR_UNMAP_EXIT, %eax
	jmp	*uk_kernel_entry(%rip)
endfunction __unmapself

/* Return address of signal handlers */
	.hidden	__restore_rt, __restore
	.globl	__restore
	.byte	0x90	/* unwinders look at the byte before */
__restore:
function __restore_rt
	movl	$SYS_rt_sigreturn, %eax
	call	*uk_kernel_entry(%rip)
	ud2
endfunction __restore_rt

/* int __set_thread_area(void *tp): arch_prctl(ARCH_SET_FS) */
	.hidden	__set_thread_area
function __set_thread_area
	movq	%rdi, %rsi
	movl	$0x1002, %edi
	movl	$158, %eax
	call	*uk_kernel_entry(%rip)
	ret
endfunction __set_thread_area

	.section .note.GNU-stack, "", @progbits

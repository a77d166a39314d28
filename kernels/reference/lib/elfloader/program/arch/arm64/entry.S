/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How a program enters the kernel, arm64: with the registers of a Linux system
 * call (x8, x0 .. x5), by BLR of one instruction, so that the kernel can go back
 * by 4 bytes and make the call again. The functions are those of musl that hold
 * a system call instruction; names and meaning are musl's internal ones.
 */
#include <uk/program_abi.h>

#define SYS_rt_sigreturn 139
#define SYS_clone 220
#define SYS_exit 93

	.section .note.ukmatrix, "a", %note
	.balign	4
	.word	9, 16, UK_PROGRAM_NOTE
	.asciz	"ukmatrix"
	.balign	4
	.word	UK_PROGRAM_VERSION, 0
	.xword	uk_kernel_entry

	.bss
	.balign	8
	.globl	uk_kernel_entry
	.type	uk_kernel_entry, %object
uk_kernel_entry:
	.skip	8
	.size	uk_kernel_entry, 8

.macro function name
	.globl	\name
	.type	\name, %function
\name:
.endm
.macro endfunction name
	.size	\name, . - \name
.endm
.macro enter_kernel
	adrp	x16, uk_kernel_entry
	ldr	x16, [x16, :lo12:uk_kernel_entry]
	blr	x16
.endm

	.text
/* long uk_syscall6_r(long nr, long a1, .. a6) */
function uk_syscall6_r
	stp	x29, x30, [sp, #-16]!
	mov	x29, sp
	mov	x8, x0
	mov	x0, x1
	mov	x1, x2
	mov	x2, x3
	mov	x3, x4
	mov	x4, x5
	mov	x5, x6
	enter_kernel
	ldp	x29, x30, [sp], #16
	ret
endfunction uk_syscall6_r

/*
 * long __syscall_cp_asm(volatile int *cancel, long nr, long a1, .. a6). A signal
 * that comes between __cp_begin and __cp_end finds a cancellation point that has
 * not acted yet.
 */
	.globl	__cp_begin, __cp_end, __cp_cancel
	.hidden	__cp_begin, __cp_end, __cp_cancel, __cancel
function __syscall_cp_asm
	stp	x29, x30, [sp, #-16]!
	mov	x29, sp
__cp_begin:
	ldr	w16, [x0]
	cbnz	w16, __cp_cancel
	mov	x8, x1
	mov	x0, x2
	mov	x1, x3
	mov	x2, x4
	mov	x3, x5
	mov	x4, x6
	mov	x5, x7
	enter_kernel
__cp_end:
	ldp	x29, x30, [sp], #16
	ret
__cp_cancel:
	ldp	x29, x30, [sp], #16
	b	__cancel
endfunction __syscall_cp_asm

/*
 * int __clone(int (*fn)(void *), void *stack, int flags, void *arg, pid_t *ptid,
 * void *tls, pid_t *ctid): the child calls fn(arg) on the new stack.
 */
	.hidden	__clone
function __clone
	stp	x29, x30, [sp, #-16]!
	and	x1, x1, #-16
	stp	x0, x3, [x1, #-16]!
	uxtw	x0, w2
	mov	x2, x4
	mov	x3, x5
	mov	x4, x6
	mov	x8, #SYS_clone
	enter_kernel
	cbz	x0, 1f
	ldp	x29, x30, [sp], #16
	ret
1:	mov	x29, xzr
	mov	x30, xzr
	ldp	x1, x0, [sp], #16
	blr	x1
	mov	x8, #SYS_exit
	enter_kernel
	udf	#0
endfunction __clone

/* void __unmapself(void *stack, size_t size): no stack is left to return on */
	.hidden	__unmapself
function __unmapself
	ldr	x8, =UK_NR_UNMAP_EXIT
	enter_kernel
	udf	#0
endfunction __unmapself

/* Return address of signal handlers */
	.hidden	__restore_rt, __restore
	.globl	__restore
__restore:
function __restore_rt
	mov	x8, #SYS_rt_sigreturn
	enter_kernel
	udf	#0
endfunction __restore_rt

/* int __set_thread_area(void *tp) */
	.hidden	__set_thread_area
function __set_thread_area
	msr	tpidr_el0, x0
	mov	w0, #0
	ret
endfunction __set_thread_area

	.section .note.GNU-stack, "", %progbits

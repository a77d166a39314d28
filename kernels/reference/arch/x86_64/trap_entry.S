/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Entries of all 256 interrupt vectors: build a struct __regs on the stack and
 * call x86_trap(). The CPU aligned the stack to 16 bytes, and the structure's
 * size keeps that. Intel SDM vol. 3A 6.14.2 (frame), 6.15 (error codes).
 */
#include <uk/asm/lcpu.h>
#include <x86/traps.h>

/* Exceptions that push an error code: DF TS NP SS GP PF AC CP VC SX */
#define HAS_ERROR_CODE 0x60227d00

	.section .text.traps, "ax"
	.globl x86_trap_entries
	.balign X86_TRAP_ENTRY_SIZE
x86_trap_entries:
	.set vector, 0
	.rept 256
	.balign X86_TRAP_ENTRY_SIZE
	.set has_code, 0
	.if vector < 32
	.set has_code, (HAS_ERROR_CODE >> vector) & 1
	.endif
	.if !has_code
	pushq	$0
	.endif
	pushq	$vector
	jmp	trap_common
	.set vector, vector + 1
	.endr

trap_common:
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
	testl	$X86_EFLAGS_AC, REGS_EFLAGS_OFFSET(%rdi)
	jnz	clear_ac		/* handlers have no leave of SMAP */
1:
	/* a frame for backtraces that start inside of the handler */
	pushq	REGS_RIP_OFFSET(%rdi)
	pushq	%rbp
	movq	%rsp, %rbp
	call	x86_trap
	addq	$16, %rsp
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
	addq	$16, %rsp		/* trapnr, error_code */
	iretq

/* CLAC would be an invalid opcode where the CPU has no SMAP */
clear_ac:
	pushfq
	andl	$~X86_EFLAGS_AC, (%rsp)
	popfq
	jmp	1b
	.section .note.GNU-stack, "", @progbits

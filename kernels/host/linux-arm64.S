/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How a process on the kernel's musl enters Linux, arm64: what lib/musl/archive
 * calls instead of a system call instruction of musl's own.
 */
#define SYS_clone 220
#define SIGCHLD 17

	.section .note.GNU-stack, "", @progbits
	.text

/* long uk_syscall6_r(long nr, long a1, .. a6) */
	.globl	uk_syscall6_r
	.type	uk_syscall6_r, @function
uk_syscall6_r:
	mov	x8, x0
	mov	x0, x1
	mov	x1, x2
	mov	x2, x3
	mov	x3, x4
	mov	x4, x5
	mov	x5, x6
	svc	#0
	ret
	.size	uk_syscall6_r, . - uk_syscall6_r

/* pid_t vfork(void): a fork, as in musl, which has no assembly for it here. */
	.weak	vfork
	.type	vfork, @function
vfork:
	mov	x8, #SYS_clone
	mov	x0, #SIGCHLD
	mov	x1, xzr
	svc	#0
	b	__syscall_ret
	.size	vfork, . - vfork

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Accesses that may fault, x86_64 (System V ABI: rdi, rsi, rdx; result in rax).
 * Interface: ../../access.h.
 */
#include "../../access.h"

.macro row pc, recovery, way
	.pushsection .uk_table.nofault.p, "a"
	.quad \pc, \recovery, \way
	.popsection
.endm

.macro function name
	.pushsection .text.\name, "ax"
	.globl \name
	.type \name, @function
	.balign 16
\name:
.endm

.macro end name
	.size \name, . - \name
	.popsection
.endm

/* RMW with a lock is one write access to the page tables' rights, and atomic.
 * A string instruction that faults leaves rcx at what remains (SDM vol. 2,
 * REP), and the direction flag is clear by the ABI, in handlers too.
 */
.macro accesses suffix, way
function nofault_read_\suffix
1:	movb	(%rdi), %al
	xorl	%eax, %eax
	ret
2:	movl	$1, %eax
	ret
	row 1b, 2b, \way
end nofault_read_\suffix

function nofault_rw_\suffix
1:	lock orb $0, (%rdi)
	xorl	%eax, %eax
	ret
2:	movl	$1, %eax
	ret
	row 1b, 2b, \way
end nofault_rw_\suffix

function nofault_copy_\suffix
	movq	%rdx, %rcx
1:	rep movsb
2:	movq	%rcx, %rax
	ret
	row 1b, 2b, \way
end nofault_copy_\suffix
.endm

accesses paging, NOFAULT_PAGING
accesses nopaging, NOFAULT_NOPAGING

.section .note.GNU-stack, "", @progbits

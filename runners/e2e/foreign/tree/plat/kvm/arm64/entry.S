/* SPDX-License-Identifier: BSD-3-Clause */
/* EL1, MMU off. */
	.text
	.globl _start
_start:
	adrp	x1, stack_top
	add	x1, x1, :lo12:stack_top
	mov	sp, x1
	bl	uk_boot_entry
1:	wfi
	b	1b

	.bss
	.balign	16
	.skip	16384
stack_top:
	.section .note.GNU-stack, "", @progbits

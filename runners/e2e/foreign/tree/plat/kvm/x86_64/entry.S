/* SPDX-License-Identifier: BSD-3-Clause */
/* PVH entry (Xen's x86/HVM direct boot ABI): 32-bit protected mode without paging. */
	.section .note.pvh, "a", @note
	.long 4, 4, 18
	.asciz "Xen"
	.long _start

	.text
	.globl _start
_start:
	mov	$stack_top, %esp
	call	uk_boot_entry
1:	hlt
	jmp	1b

	.bss
	.skip	16384
stack_top:
	.section .note.GNU-stack, "", @progbits

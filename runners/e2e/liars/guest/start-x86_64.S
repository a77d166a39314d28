/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * PVH entry of the test guest (Xen's x86/HVM direct boot ABI): 32-bit protected mode without paging, %ebx points to
 * struct hvm_start_info, whose 64-bit member cmdline_paddr stands at offset 24.
 */
	.section .note.pvh, "a", @note
	.long 4, 4, 18
	.asciz "Xen"
	.long _start

	.text
	.globl _start
_start:
	mov	$stack_top, %esp
	push	24(%ebx)
	call	guest_main
1:	hlt
	jmp	1b

	.bss
	.skip	16384
stack_top:
	.section .note.GNU-stack, "", @progbits

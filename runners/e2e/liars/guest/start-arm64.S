/* SPDX-License-Identifier: BSD-3-Clause */
/* Entry of the test guest on QEMU's virt machine: EL1, MMU off; an ELF kernel finds the device tree at the start of RAM. */
	.text
	.globl _start
_start:
	adrp	x1, stack_top
	add	x1, x1, :lo12:stack_top
	mov	sp, x1
	mov	x0, #0x40000000
	bl	guest_main
1:	wfi
	b	1b

	.bss
	.balign	16
	.skip	16384
stack_top:
	.section .note.GNU-stack, "", @progbits

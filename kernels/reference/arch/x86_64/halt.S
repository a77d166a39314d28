/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ukarch_halt_irq(). STI takes effect after the next instruction (Intel SDM vol.
 * 2B, STI), so no interrupt comes between the two; only an NMI does, and x86_nmi()
 * goes back to the first. With a frame, so that a backtrace names who sleeps.
 */
	.text
	.globl ukarch_halt_irq, x86_halt_irq_begin, x86_halt_irq_gap
	.type ukarch_halt_irq, @function
ukarch_halt_irq:
	pushq	%rbp
	movq	%rsp, %rbp
x86_halt_irq_begin:
	sti
x86_halt_irq_gap:
	hlt
	cli
	popq	%rbp
	ret
	.size ukarch_halt_irq, . - ukarch_halt_irq

	.section .note.GNU-stack, "", @progbits

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Accesses that may fault, arm64 (AAPCS64: x0, x1, x2; result in x0).
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
	.type \name, %function
	.balign 16
\name:
.endm

.macro end name
	.size \name, . - \name
	.popsection
.endm

/* The copy counts down x2 after each store, so that at a fault it says what
 * remains. Words are copied if both sides are aligned: such a word is in one
 * page.
 */
.macro accesses suffix, way
function nofault_read_\suffix
1:	ldrb	w1, [x0]
	mov	w0, #0
	ret
2:	mov	w0, #1
	ret
	row 1b, 2b, \way
end nofault_read_\suffix

function nofault_rw_\suffix
1:	ldxrb	w1, [x0]
2:	stxrb	w2, w1, [x0]
	cbnz	w2, 1b
	mov	w0, #0
	ret
3:	clrex
	mov	w0, #1
	ret
	row 1b, 3b, \way
	row 2b, 3b, \way
end nofault_rw_\suffix

function nofault_copy_\suffix
	orr	x3, x0, x1
	tst	x3, #7
	b.ne	3f
1:	subs	xzr, x2, #8
	b.lo	3f
11:	ldr	x3, [x1], #8
12:	str	x3, [x0], #8
	sub	x2, x2, #8
	b	1b
3:	cbz	x2, 5f
13:	ldrb	w3, [x1], #1
14:	strb	w3, [x0], #1
	sub	x2, x2, #1
	b	3b
5:	mov	x0, x2
	ret
	row 11b, 5b, \way
	row 12b, 5b, \way
	row 13b, 5b, \way
	row 14b, 5b, \way
end nofault_copy_\suffix
.endm

accesses paging, NOFAULT_PAGING
accesses nopaging, NOFAULT_NOPAGING

.section .note.GNU-stack, "", %progbits

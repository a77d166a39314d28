/* SPDX-License-Identifier: BSD-3-Clause */
/* First registers of a program, arm64. AAPCS64 6. Interface: uframe.h. */
#include <string.h>
#include <uk/asm/uframe.h>

#define PSTATE_EL1T 0x4 /* EL1 on SP_EL0, nothing masked but debug and SError */
#define PSTATE_DAF 0x340

void uk_uframe_init(struct __regs *regs, __uptr pc, __uptr sp)
{
	memset(regs, 0, sizeof(*regs));
	regs->esr_el1 = (__u64)UK_UFRAME_SYSCALL;
	regs->elr_el1 = pc;
	regs->sp = sp;
	regs->spsr_el1 = PSTATE_EL1T | PSTATE_DAF;
}

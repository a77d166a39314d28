/* SPDX-License-Identifier: BSD-3-Clause */
/* First registers of a program, x86_64. psABI 3.4.1. Interface: uframe.h. */
#include <string.h>
#include <uk/asm/uframe.h>
#include <x86/desc.h>

#define EFLAGS_RESERVED 0x2

void uk_uframe_init(struct __regs *regs, __uptr pc, __uptr sp)
{
	memset(regs, 0, sizeof(*regs));
	regs->trapnr = UK_UFRAME_SYSCALL;
	regs->rip = pc;
	regs->cs = X86_SEL_CS64;
	regs->eflags = EFLAGS_RESERVED | X86_EFLAGS_IF;
	regs->rsp = sp;
	regs->ss = X86_SEL_DS;
}

/* SPDX-License-Identifier: BSD-3-Clause */
#include "dump.h"

#define R(name, field) {name ":", offsetof(struct __regs, field)}

const struct trap_dumped trap_dumped[] = {
	R("RIP", rip), R("CS", cs),   R("RSP", rsp), R("SS", ss),
	R("EFLAGS", eflags),
	R("RAX", rax), R("RBX", rbx), R("RCX", rcx), R("RDX", rdx),
	R("RSI", rsi), R("RDI", rdi), R("RBP", rbp), R("R08", r8),
	R("R09", r9),  R("R10", r10), R("R11", r11), R("R12", r12),
	R("R13", r13), R("R14", r14), R("R15", r15), {NULL, 0},
};

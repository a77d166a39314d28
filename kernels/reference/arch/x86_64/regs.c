/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Register dump of a crash report.
 */
#include <uk/asm/lcpu.h>
#include <uk/print.h>
#include <x86/cpu.h>

void ukarch_dump_regs(const struct __regs *r)
{
	uk_pr_crit("RIP: %016lx CS: %04lx\n", r->rip, r->cs & 0xffff);
	uk_pr_crit("RSP: %016lx SS: %04lx EFLAGS: %08lx\n", r->rsp,
		   r->ss & 0xffff, r->eflags);
	uk_pr_crit("RAX: %016lx RBX: %016lx RCX: %016lx\n", r->rax, r->rbx,
		   r->rcx);
	uk_pr_crit("RDX: %016lx RSI: %016lx RDI: %016lx\n", r->rdx, r->rsi,
		   r->rdi);
	uk_pr_crit("RBP: %016lx R08: %016lx R09: %016lx\n", r->rbp, r->r8,
		   r->r9);
	uk_pr_crit("R10: %016lx R11: %016lx R12: %016lx\n", r->r10, r->r11,
		   r->r12);
	uk_pr_crit("R13: %016lx R14: %016lx R15: %016lx\n", r->r13, r->r14,
		   r->r15);
	uk_pr_crit("CR2: %016lx CR3: %016lx\n", x86_read_cr2(),
		   x86_read_cr3());
}

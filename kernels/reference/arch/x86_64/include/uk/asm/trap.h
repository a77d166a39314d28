/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Traps as events. A handler gets a `struct ukarch_trap_ctx *`, runs with
 * interrupts disabled, may change `regs` and returns UK_EVENT_HANDLED to resume
 * there. What nobody handles is a crash. Handlers have 8 KiB of stack of their
 * own, up to three of them nested, so that the interrupted stack may be what is
 * missing.
 * Intel SDM vol. 3A 6.15 (exceptions), 4.7 (page-fault error code).
 */
#ifndef __UK_ASM_TRAP_H__
#define __UK_ASM_TRAP_H__

/* Vectors of exceptions */
#define X86_TRAP_DE 0
#define X86_TRAP_DB 1
#define X86_TRAP_NMI 2
#define X86_TRAP_BP 3
#define X86_TRAP_UD 6
#define X86_TRAP_DF 8
#define X86_TRAP_NP 11
#define X86_TRAP_SS 12
#define X86_TRAP_GP 13
#define X86_TRAP_PF 14
#define X86_TRAP_MF 16
#define X86_TRAP_AC 17
#define X86_TRAP_MC 18
#define X86_TRAP_XF 19
#define X86_TRAP_COUNT 32

/* Error code of a page fault */
#define X86_PF_PRESENT 0x01 /* protection violation, else not present */
#define X86_PF_WRITE 0x02
#define X86_PF_EXEC 0x10

#ifndef __ASSEMBLY__
#include <uk/arch/types.h>
#include <uk/asm/lcpu.h>
#include <uk/event.h>

struct ukarch_trap_ctx {
	struct __regs *regs;
	__u64 trapnr;
	__u64 error_code;
	__vaddr_t fault_address; /* page faults only */
	int is_write;		 /* page faults only: a write was tried */
	int is_exec;		 /* page faults only: an instruction fetch */
	int is_present;		 /* page faults only: rights, not absence */
};

/* Events; the data is a struct ukarch_trap_ctx * */
UK_EVENT_DECLARE(UKARCH_TRAP_PAGE_FAULT); /* #PF */
UK_EVENT_DECLARE(UKARCH_TRAP_INVALID_OP); /* #UD */
UK_EVENT_DECLARE(UKARCH_TRAP_DEBUG);	  /* #DB, #BP */
UK_EVENT_DECLARE(UKARCH_TRAP_MATH);	  /* #DE, #MF, #XF */
UK_EVENT_DECLARE(UKARCH_TRAP_BUS_ERROR);  /* #NP, #SS, #AC */
UK_EVENT_DECLARE(UKARCH_TRAP_SECURITY);	  /* #GP */
#endif /* !__ASSEMBLY__ */

#endif /* __UK_ASM_TRAP_H__ */

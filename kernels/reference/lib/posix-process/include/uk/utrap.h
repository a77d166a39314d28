/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Traps in a program's text, as the signals they become: which signal, code and
 * address. POSIX.1-2017 <signal.h> (si_code); values of Linux.
 */
#ifndef __UK_UTRAP_H__
#define __UK_UTRAP_H__

#include <stdbool.h>
#include <uk/asm/trap.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Signals of traps */
#define UK_SIGILL 4
#define UK_SIGTRAP 5
#define UK_SIGBUS 7
#define UK_SIGFPE 8
#define UK_SIGSEGV 11

/* Codes */
#define UK_ILL_ILLOPN 2
#define UK_FPE_INTDIV 1
#define UK_FPE_FLTDIV 3
#define UK_FPE_FLTOVF 4
#define UK_FPE_FLTUND 5
#define UK_FPE_FLTRES 6
#define UK_FPE_FLTINV 7
#define UK_SEGV_MAPERR 1
#define UK_SEGV_ACCERR 2
#define UK_BUS_ADRALN 1
#define UK_BUS_ADRERR 2
#define UK_TRAP_BRKPT 1
#define UK_SI_KERNEL 0x80

/** The event that a trap raised */
enum uk_utrap_kind {
	UK_UTRAP_PAGE_FAULT,
	UK_UTRAP_INVALID_OP,
	UK_UTRAP_DEBUG,
	UK_UTRAP_MATH,
	UK_UTRAP_BUS_ERROR,
	UK_UTRAP_SECURITY,
};

/** Why a thread left its program's text without a system call */
struct uk_utrap {
	int signo; /* 0: none, an interrupt */
	int code;
	int is_syscall; /* an instruction that is a system call on Linux */
	int has_address; /* `address` is one of an access */
	int is_write, is_exec;
	__uptr address;	 /* si_addr */
	__u64 trapnr, error_code; /* as the hardware says */
};

/**
 * Tells what a trap means; by the architecture.
 * @param trap all zero on entry
 */
void uk_utrap_classify(struct uk_utrap *trap, const struct ukarch_trap_ctx *ctx,
		       enum uk_utrap_kind kind);

/**
 * Tells a page that may not be accessed from one that is not mapped, where the
 * hardware sees no difference. By posix-mmap; any context.
 */
void uk_utrap_refine(struct uk_utrap *trap);

/**
 * Has a second look at an access that faulted, in the context of the thread. By
 * whoever maps memory for programs (posix-mmap); without it, nothing happens.
 * @param trap signo and code may become others
 * @return true: the access is to be made again
 */
bool uk_utrap_resolve(struct uk_utrap *trap);

/** Frame of a system call instruction -> frame of a system call; by the
 *  architecture
 */
void uk_utrap_to_syscall(struct __regs *regs);

/** For handlers of trap events: a program's thread goes on in the kernel.
 *  @return as handlers of events do
 */
int uk_utrap_event(struct ukarch_trap_ctx *ctx, enum uk_utrap_kind kind);

#ifdef __cplusplus
}
#endif

#endif /* __UK_UTRAP_H__ */

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The last words of the machine: message, registers, backtrace, then
 * ukplat_terminate(UKPLAT_CRASH). Nothing here allocates or waits for a lock
 * without bound; a fault inside a report ends the machine at once. Other CPUs
 * stay silent from the first crash on.
 */
#ifndef __UK_PLAT_CRASH_H__
#define __UK_PLAT_CRASH_H__

#include <uk/essentials.h>

struct __regs;
struct ukarch_trap_ctx;

/**
 * Reports a crash and ends the machine.
 * @param regs frame of the trap, or NULL: the caller's own frames are shown
 * @param fmt  what happened, with trap name, error code, fault address; a
 *             newline at its end
 */
void ukplat_crash(const struct __regs *regs, const char *fmt, ...)
	__printf(2, 3) __noreturn;

/** As ukplat_crash() without registers, with a source position. */
void _ukplat_crash_at(const char *libname, const char *srcname,
		      unsigned int srcline, const char *fmt, ...)
	__printf(4, 5) __noreturn;

/**
 * @return whether a page fault is a stack that ran over its end: nothing is
 *   mapped there, and it is within a page of the interrupted stack pointer, or
 *   in the guard page of the boot stack
 */
int ukplat_is_stack_overflow(const struct ukarch_trap_ctx *ctx);

#endif /* __UK_PLAT_CRASH_H__ */

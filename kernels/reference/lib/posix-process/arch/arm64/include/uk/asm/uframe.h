/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A program's registers at the moment it left its own text, arm64. A system call
 * has the registers of Linux's: x8, x0 .. x5; a syndrome that no exception has
 * tells it from a trap.
 */
#ifndef __UK_ASM_UFRAME_H__
#define __UK_ASM_UFRAME_H__

/** struct __regs.esr_el1 of a system call */
#define UK_UFRAME_SYSCALL -1
#define UK_UFRAME_SIZE 288
/** Bytes of the instruction that calls the kernel: blr x16 */
#define UK_UFRAME_CALL_LEN 4

#ifndef __ASSEMBLY__
#include <uk/asm/lcpu.h>

_Static_assert(sizeof(struct __regs) == UK_UFRAME_SIZE, "asm");

static inline int uk_uframe_is_syscall(const struct __regs *regs)
{
	return regs->esr_el1 == (__u64)UK_UFRAME_SYSCALL;
}

/** @return number and arguments of a system call, before its result is set */
static inline long uk_uframe_nr(const struct __regs *regs)
{
	return (long)regs->x[8];
}

static inline long uk_uframe_arg(const struct __regs *regs, unsigned int i)
{
	return (long)regs->x[i];
}

static inline void uk_uframe_set_result(struct __regs *regs, long result)
{
	regs->x[0] = (__u64)result;
}

/** Makes a system call again that has a result already.
 *  @param nr, arg0 number and first argument as they were
 */
static inline void uk_uframe_restart(struct __regs *regs, long nr, long arg0)
{
	regs->x[8] = (__u64)nr;
	regs->x[0] = (__u64)arg0;
	regs->elr_el1 -= UK_UFRAME_CALL_LEN;
}

static inline void uk_uframe_set_sp(struct __regs *regs, __uptr sp)
{
	regs->sp = sp;
}

/** Frame of a program that begins at `pc`: all other registers are 0 */
void uk_uframe_init(struct __regs *regs, __uptr pc, __uptr sp);

/** Makes the trap go on in the kernel with one argument */
static inline void uk_uframe_redirect(struct __regs *regs, __uptr pc, __uptr sp,
				      __uptr arg)
{
	regs->elr_el1 = pc;
	regs->sp = sp;
	regs->x[0] = arg;
}
/** @return stack pointer with which a C function begins below `top` */
static inline __uptr uk_uframe_call_sp(const void *top)
{
	return (__uptr)top;
}

/** Goes on with these registers, anywhere in memory that can be read */
void uk_uframe_load(const struct __regs *regs) __attribute__((noreturn));
#endif /* !__ASSEMBLY__ */

#endif /* __UK_ASM_UFRAME_H__ */

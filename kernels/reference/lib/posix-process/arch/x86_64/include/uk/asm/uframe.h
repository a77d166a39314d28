/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A program's registers at the moment it left its own text, x86_64. A system
 * call has the registers of Linux's (psABI A.2.1); its number takes the place of
 * a vector, so that a frame tells what made it.
 */
#ifndef __UK_ASM_UFRAME_H__
#define __UK_ASM_UFRAME_H__

/** struct __regs.trapnr of a system call */
#define UK_UFRAME_SYSCALL 0x100
#define UK_UFRAME_SIZE 0xb0
/** struct __regs.error_code of a system call: bytes of the instruction that made
 *  it, call *disp32(%rip)
 */
#define UK_UFRAME_CALL_LEN 6

#ifndef __ASSEMBLY__
#include <uk/asm/lcpu.h>

_Static_assert(sizeof(struct __regs) == UK_UFRAME_SIZE, "asm");

static inline int uk_uframe_is_syscall(const struct __regs *regs)
{
	return regs->trapnr == UK_UFRAME_SYSCALL;
}

/** @return number and arguments of a system call, before its result is set */
static inline long uk_uframe_nr(const struct __regs *regs)
{
	return (long)regs->rax;
}

static inline long uk_uframe_arg(const struct __regs *regs, unsigned int i)
{
	const __u64 args[6] = {regs->rdi, regs->rsi, regs->rdx,
			       regs->r10, regs->r8,  regs->r9};

	return (long)args[i];
}

static inline void uk_uframe_set_result(struct __regs *regs, long result)
{
	regs->rax = (__u64)result;
}

/** Makes a system call again that has a result already.
 *  @param nr, arg0 number and first argument as they were
 */
static inline void uk_uframe_restart(struct __regs *regs, long nr,
				     long arg0 __attribute__((unused)))
{
	regs->rax = (__u64)nr;
	regs->rip -= regs->error_code;
}

static inline void uk_uframe_set_sp(struct __regs *regs, __uptr sp)
{
	regs->rsp = sp;
}

/** Frame of a program that begins at `pc`: all other registers are 0 */
void uk_uframe_init(struct __regs *regs, __uptr pc, __uptr sp);

/** Makes the trap go on in the kernel with one argument */
static inline void uk_uframe_redirect(struct __regs *regs, __uptr pc, __uptr sp,
				      __uptr arg)
{
	regs->rip = pc;
	regs->rsp = sp;
	regs->rdi = arg;
}
/** @return stack pointer with which a C function begins below `top` */
static inline __uptr uk_uframe_call_sp(const void *top)
{
	return (__uptr)top - sizeof(__uptr);
}

/** Goes on with these registers, anywhere in memory that can be read */
void uk_uframe_load(const struct __regs *regs) __attribute__((noreturn));
#endif /* !__ASSEMBLY__ */

#endif /* __UK_ASM_UFRAME_H__ */

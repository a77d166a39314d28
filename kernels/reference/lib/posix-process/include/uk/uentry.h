/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Threads of a program: they run text that is not the kernel's, at its privilege
 * level, on stacks of the program, and enter the kernel by system calls, by
 * faults and by interrupts. Each has a kernel stack of its own. Whatever the way
 * in, its registers are then a frame at the top of that stack, and the kernel
 * goes on below it as an ordinary thread: it may block and be switched away.
 * While a program's own text runs its kernel stack is empty.
 *
 * Interrupts in kernel text return to where they came from; what they want of
 * the thread they leave in its flags, which are looked at on the way out.
 */
#ifndef __UK_UENTRY_H__
#define __UK_UENTRY_H__

#include <stdbool.h>
#include <uk/asm/uframe.h>
#include <uk/thread.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Bytes of a program thread's kernel stack */
#define UK_UENTRY_STACK_SIZE 16384

/** Beside the flags of <uk/thread.h>, of the running thread only: all registers of
 *  the frame are to be loaded, not only those that a function call preserves
 */
#define UK_UFLAG_REGS 0x8U

/** Result of a system call that is to be made again, or to fail with EINTR where
 *  a handler runs that was not installed with SA_RESTART
 */
#define UK_ERESTARTSYS 512
/** The same, but fails with EINTR whenever a handler runs */
#define UK_ERESTARTNOHAND 514

/** @return whether the thread belongs to a program */
static inline bool uk_uthread_is(const struct uk_thread *t)
{
	return t && t->kernel_sp;
}

/** The running thread's frame was changed: see UK_UFLAG_REGS */
static inline void uk_uentry_load_regs(struct uk_thread *t)
{
	__atomic_or_fetch(&t->uflags, UK_UFLAG_REGS, __ATOMIC_RELAXED);
}

/** @return registers of a program's thread that is in the kernel */
static inline struct __regs *uk_uframe(const struct uk_thread *t)
{
	return (struct __regs *)(t->kernel_sp - UK_UFRAME_SIZE);
}

/**
 * Creates a thread of a program, not assigned to a scheduler. It begins with the
 * registers given, looks at its flags first.
 * @param regs copied
 * @param tlsp its thread pointer
 * @param priv, dtor as for uk_thread_create_container()
 * @return NULL: no memory, or an init callback failed
 */
struct uk_thread *uk_uthread_create(struct uk_alloc *a,
				    const struct __regs *regs, __uptr tlsp,
				    const char *name, void *priv,
				    uk_thread_dtor_t dtor);

/**
 * The end of each interrupt, interrupts disabled. Where a program's text was
 * interrupted and its thread has flags set, the thread goes on in the kernel.
 */
void uk_uentry_irq(struct __regs *regs);

/** What programs call; first instructions of their threads; assembly */
extern const char uk_uentry_call[], uk_uentry_start[], uk_uentry_trap[];

#ifdef __cplusplus
}
#endif

#endif /* __UK_UENTRY_H__ */

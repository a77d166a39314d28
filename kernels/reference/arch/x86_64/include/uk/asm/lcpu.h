/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Registers, interrupt masking, halts and barriers of an x86_64 CPU.
 * Intel SDM vol. 1 ch. 3 (registers), vol. 2 (instructions), vol. 3A 6.14
 * (interrupt frame in 64-bit mode) and 8.2 (memory ordering).
 */
#ifndef __UK_ASM_LCPU_H__
#define __UK_ASM_LCPU_H__

#include <uk/arch/types.h>

/* Offset for assembly, checked below */
#define REGS_RIP_OFFSET 0x88
#define REGS_EFLAGS_OFFSET 0x98
#define X86_EFLAGS_AC 0x40000

#ifndef __ASSEMBLY__
#include <stddef.h>

/**
 * What the CPU was doing when a trap or interrupt arrived. The lower half is
 * pushed by software, from `error_code` on it is the hardware's frame. Changes
 * take effect on return.
 */
struct __regs {
	__u64 r15, r14, r13, r12, r11, r10, r9, r8;
	__u64 rbp, rdi, rsi, rdx, rcx, rbx, rax;
	__u64 trapnr;	  /* vector */
	__u64 error_code; /* 0 where the vector has none */
	__u64 rip, cs, eflags, rsp, ss;
};

_Static_assert(offsetof(struct __regs, rip) == REGS_RIP_OFFSET, "asm");
_Static_assert(offsetof(struct __regs, eflags) == REGS_EFLAGS_OFFSET, "asm");
_Static_assert(sizeof(struct __regs) % 16 == 0, "stack alignment in handlers");

#define X86_EFLAGS_IF (1UL << 9)

/** @return address of the interrupted instruction */
static inline __uptr ukarch_regs_pc(const struct __regs *regs)
{
	return regs->rip;
}

/** Makes the trap return to `pc` */
static inline void ukarch_regs_set_pc(struct __regs *regs, __u64 pc)
{
	regs->rip = pc;
}

/** @return frame pointer of the interrupted function */
static inline __uptr ukarch_regs_fp(const struct __regs *regs)
{
	return regs->rbp;
}

/** @return stack pointer of the interrupted function */
static inline __uptr ukarch_regs_sp(const struct __regs *regs)
{
	return regs->rsp;
}

/** Makes the trap return with stack pointer `sp` */
static inline void ukarch_regs_set_sp(struct __regs *regs, __u64 sp)
{
	regs->rsp = sp;
}

/** Prints all registers with uk_pr_crit(). Any context */
void ukarch_dump_regs(const struct __regs *regs);

static inline void ukarch_irq_enable(void)
{
	__asm__ __volatile__("sti" ::: "memory");
}

static inline void ukarch_irq_disable(void)
{
	__asm__ __volatile__("cli" ::: "memory");
}

/** Disables interrupts. @return the state before, for ukarch_irq_restore() */
static inline unsigned long ukarch_irq_save(void)
{
	unsigned long flags;

	__asm__ __volatile__("pushfq\n\tpopq %0\n\tcli" : "=r"(flags)::"memory");
	return flags;
}

static inline void ukarch_irq_restore(unsigned long flags)
{
	if (flags & X86_EFLAGS_IF)
		ukarch_irq_enable();
	else
		ukarch_irq_disable();
}

/** @return 1 if interrupts are disabled, else 0 */
static inline int ukarch_irq_disabled(void)
{
	unsigned long flags;

	__asm__ __volatile__("pushfq\n\tpopq %0" : "=r"(flags)::"memory");
	return !(flags & X86_EFLAGS_IF);
}

/** Waits for an interrupt, interrupt mask unchanged */
static inline void ukarch_halt(void)
{
	__asm__ __volatile__("hlt" ::: "memory");
}

/**
 * Interrupts disabled on entry: enables them and halts without a gap (STI takes
 * effect after the next instruction), returns with them disabled.
 */
void ukarch_halt_irq(void);

/** Tells the CPU that this is a waiting loop */
static inline void ukarch_cpu_relax(void)
{
	__asm__ __volatile__("pause" ::: "memory");
}

static inline __uptr ukarch_read_sp(void)
{
	__uptr sp;

	__asm__ __volatile__("movq %%rsp, %0" : "=r"(sp));
	return sp;
}

#define mb() __asm__ __volatile__("mfence" ::: "memory")
#define rmb() __asm__ __volatile__("lfence" ::: "memory")
#define wmb() __asm__ __volatile__("sfence" ::: "memory")
#endif /* !__ASSEMBLY__ */

#endif /* __UK_ASM_LCPU_H__ */

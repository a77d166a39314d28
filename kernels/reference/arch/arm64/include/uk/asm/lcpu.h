/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The CPU as generic code sees it: saved registers, interrupt mask, waiting,
 * memory barriers. Arm ARM (DDI 0487) C5.2 (PSTATE), D1.3 (exceptions),
 * B2.3 (barriers). All functions may be called in any context.
 */
#ifndef __UK_ASM_LCPU_H__
#define __UK_ASM_LCPU_H__

/* Layout of struct __regs for vectors.S, checked below */
#define REGS_OFFSET_LR 240
#define REGS_OFFSET_SP 248
#define REGS_OFFSET_ELR 256
#define REGS_OFFSET_ESR 272
#define REGS_SIZEOF 288

#ifndef __ASSEMBLY__
#include <stddef.h>
#include <uk/arch/types.h>
#include <uk/asm/sysreg.h>

/** What an exception interrupted. A handler may change it: it is reloaded. */
struct __regs {
	/** x0 .. x29 */
	__u64 x[30];
	/** x30, the link register */
	__u64 lr;
	/** Stack pointer of the interrupted code; read only if it was itself an
	 *  exception handler
	 */
	__u64 sp;
	/** Where to go on */
	__u64 elr_el1;
	/** Processor state to go on with */
	__u64 spsr_el1;
	/** Syndrome of the exception */
	__u64 esr_el1;
	/** Faulting address, where the syndrome says that there is one */
	__u64 far_el1;
};

_Static_assert(offsetof(struct __regs, lr) == REGS_OFFSET_LR, "asm");
_Static_assert(offsetof(struct __regs, sp) == REGS_OFFSET_SP, "asm");
_Static_assert(offsetof(struct __regs, elr_el1) == REGS_OFFSET_ELR, "asm");
_Static_assert(offsetof(struct __regs, esr_el1) == REGS_OFFSET_ESR, "asm");
_Static_assert(sizeof(struct __regs) == REGS_SIZEOF, "asm");
_Static_assert(REGS_SIZEOF % 16 == 0, "the stack pointer stays aligned");

static inline __u64 ukarch_regs_pc(const struct __regs *regs)
{
	return regs->elr_el1;
}

static inline void ukarch_regs_set_pc(struct __regs *regs, __u64 pc)
{
	regs->elr_el1 = pc;
}

static inline __u64 ukarch_regs_fp(const struct __regs *regs)
{
	return regs->x[29];
}

static inline __u64 ukarch_regs_sp(const struct __regs *regs)
{
	return regs->sp;
}

/** Makes the trap return with stack pointer `sp`, if it interrupted no handler */
static inline void ukarch_regs_set_sp(struct __regs *regs, __u64 sp)
{
	regs->sp = sp;
}

/** Prints all registers at critical level. */
void ukarch_dump_regs(const struct __regs *regs);

/** Full barrier, and barriers between loads, and between stores */
#define mb() dmb(ish)
#define rmb() dmb(ishld)
#define wmb() dmb(ishst)

static inline void ukarch_irq_enable(void)
{
	__asm__ volatile("msr daifclr, #2" ::: "memory");
}

static inline void ukarch_irq_disable(void)
{
	__asm__ volatile("msr daifset, #2" ::: "memory");
}

/** Disables interrupts. @return the mask before, for ukarch_irq_restore() */
static inline unsigned long ukarch_irq_save(void)
{
	unsigned long flags = SYSREG_READ(daif);

	ukarch_irq_disable();
	return flags;
}

static inline void ukarch_irq_restore(unsigned long flags)
{
	SYSREG_WRITE(daif, flags);
}

/** @return 1 if interrupts are disabled, 0 otherwise */
static inline int ukarch_irq_disabled(void)
{
	return (SYSREG_READ(daif) & PSR_I) != 0;
}

/** Hint in a loop that waits for another CPU */
static inline void ukarch_cpu_relax(void)
{
	__asm__ volatile("yield" ::: "memory");
}

/** Waits for an interrupt, masked ones included; the mask does not change. */
static inline void ukarch_halt(void)
{
	__asm__ volatile("dsb sy\n\twfi" ::: "memory");
}

/**
 * Waits for an interrupt and lets its handler run. Interrupts are disabled
 * before and after. One that came after they were disabled is not lost.
 */
void ukarch_halt_irq(void);

static inline __uptr ukarch_read_sp(void)
{
	__uptr sp;

	__asm__ volatile("mov %0, sp" : "=r"(sp));
	return sp;
}

#endif /* !__ASSEMBLY__ */
#endif /* __UK_ASM_LCPU_H__ */

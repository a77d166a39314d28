/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Seam between assembly, C and platform of arm64. Generic code does not see it.
 */
#ifndef __ARM64_ARM64_H__
#define __ARM64_ARM64_H__

#include <uk/asm/lcpu.h>
#include <uk/essentials.h>

/* -- called by vectors.S, on a stack of the trap slot, interrupts disabled -- */
void arm64_trap_sync(struct __regs *regs);
void arm64_trap_serror(struct __regs *regs);
void arm64_trap_bad(struct __regs *regs);
void arm64_trap_overflow(struct __regs *regs) __noreturn;
/** IRQ; provided by the platform, which knows the interrupt controller */
void arm64_trap_irq(struct __regs *regs);

/* -- called by entry.S -- */
/**
 * First C function, provided by the platform. MMU and caches are on, boot
 * tables and vectors in use, all exceptions masked.
 * @param dtb_hint physical address of the device tree, or 0
 */
void ukplat_virt_entry(__paddr_t dtb_hint) __noreturn;

/** Where another CPU begins: address for the firmware, not to be called */
extern char arm64_secondary_entry[];
/** Top page table for it, read with its caches off */
extern __paddr_t arm64_secondary_pt;

/**
 * Takes the guard pages between trap stacks out of the active page table.
 * @return 0 or negative errno of ukplat_page_unmap()
 */
int arm64_guard_trap_stacks(void);

/** Switches on what the calling CPU has against accesses of EL1 to pages of EL0. */
void arm64_protect_setup_cpu(void);

/** Lets SError and IRQ through on the calling CPU. */
static inline void arm64_unmask(void)
{
	__asm__ volatile("msr daifclr, #6" ::: "memory");
}

#endif /* __ARM64_ARM64_H__ */

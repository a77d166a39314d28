/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the start of secondary CPUs and inter-processor interrupts share between
 * assembly, the platform and the traps. Intel SDM vol. 3A 8.4, 10.6.
 */
#ifndef __X86_SMP_H__
#define __X86_SMP_H__

/* Vectors of IPIs: base + enum lcpu_ipi (RUN, WAKEUP); others are NMIs. The
 * timer is less urgent
 */
#define X86_VECTOR_IPI 0xf0
#define X86_VECTOR_TIMER 0xe0
#define X86_VECTOR_SPURIOUS 0xff

/* Vectors of devices: base + global system interrupt */
#define X86_VECTOR_DEVICE 0x20
#define X86_VECTOR_DEVICES 64

/* Layout of struct x86_ap_slot */
#define X86_AP_SLOT_ID 0
#define X86_AP_SLOT_LCPU 8
#define X86_AP_SLOT_SIZE 16

#ifndef __ASSEMBLY__
#include <stddef.h>
#include <uk/arch/types.h>

struct __regs;
struct lcpu;

/** How a CPU that starts finds its lcpu: one for each index, in use if `lcpu` is
 *  there
 */
struct x86_ap_slot {
	__u32 apic_id;
	struct lcpu *lcpu;
};

_Static_assert(offsetof(struct x86_ap_slot, apic_id) == X86_AP_SLOT_ID, "asm");
_Static_assert(offsetof(struct x86_ap_slot, lcpu) == X86_AP_SLOT_LCPU, "asm");
_Static_assert(sizeof(struct x86_ap_slot) == X86_AP_SLOT_SIZE, "asm");

/** Real mode code for the first instructions of secondary CPUs */
extern const char x86_ap_trampoline[], x86_ap_trampoline_end[];

/**
 * Copies the trampoline to a page. Call once, while that page is mapped at its
 * physical address; without the call no CPU can be started.
 * @param page physical address below 1 MiB, page aligned
 */
void x86_ap_set_trampoline(__paddr_t page);

/** Makes the boot CPU take part in TLB shootdowns; traps are set up */
void x86_lcpu_boot_ready(void);

/** STI of ukarch_halt_irq(), and HLT behind it */
extern const char x86_halt_irq_begin[], x86_halt_irq_gap[];

/**
 * Handler of the NMI: does what other CPUs asked for. What was about to halt does
 * STI again, since IRET would let an interrupt in that the halt is to end with.
 */
void x86_nmi(struct __regs *regs);
#endif /* !__ASSEMBLY__ */

#endif /* __X86_SMP_H__ */

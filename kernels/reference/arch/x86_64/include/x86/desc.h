/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Segments, task state and interrupt descriptors of a CPU in 64-bit mode.
 * Intel SDM vol. 3A 3.4.5 (segment descriptors), 6.14 (64-bit interrupts),
 * 7.7 (TSS in 64-bit mode).
 */
#ifndef __X86_DESC_H__
#define __X86_DESC_H__

/* Selectors: the boot GDT and the GDT of each CPU agree on the first three */
#define X86_SEL_CS32 0x08
#define X86_SEL_CS64 0x10
#define X86_SEL_DS 0x18
#define X86_SEL_TSS 0x20

/* Interrupt stacks. Double fault and machine check share one, both are final */
#define X86_IST_FATAL 1
#define X86_IST_NMI 2
#define X86_IST_FAULT 3 /* other exceptions */
#define X86_IST_IRQ 4	/* interrupts */

#ifndef __ASSEMBLY__
#include <uk/arch/limits.h>
#include <uk/arch/types.h>

/* Each stack stands on a page that is not mapped */
#define X86_IST_GUARD __PAGE_SIZE
#define X86_IST_FATAL_SIZE (X86_IST_GUARD + 0x4000)
#define X86_IST_NMI_SIZE (X86_IST_GUARD + 0x2000)
/* Where handlers nest: bytes for each, and for how many */
#define X86_IST_FAULT_SLICE (X86_IST_GUARD + 0x2000)
#define X86_IST_FAULT_SLICES 4
#define X86_IST_IRQ_SLICE (X86_IST_GUARD + 0x4000)
#define X86_IST_IRQ_SLICES 3

struct x86_tss {
	__u32 reserved0;
	__u64 rsp[3];
	__u64 reserved1;
	__u64 ist[7];
	__u64 reserved2;
	__u16 reserved3;
	__u16 iomap_base;
} __attribute__((packed));

_Static_assert(sizeof(struct x86_tss) == 104, "SDM 3A figure 7-11");

struct x86_desc_ptr {
	__u16 limit;
	__u64 base;
} __attribute__((packed));

/** Null, 32-bit code, 64-bit code, data, TSS (two slots) */
#define X86_GDT_SLOTS 6

/** Descriptor tables and interrupt stacks that each CPU has for itself */
struct x86_cpu_desc {
	__u64 gdt[X86_GDT_SLOTS];
	struct x86_tss tss;
	char fatal_stack[X86_IST_FATAL_SIZE]
		__attribute__((aligned(X86_IST_GUARD)));
	char nmi_stack[X86_IST_NMI_SIZE]
		__attribute__((aligned(X86_IST_GUARD)));
	char fault_stack[X86_IST_FAULT_SLICES * X86_IST_FAULT_SLICE]
		__attribute__((aligned(X86_IST_GUARD)));
	char irq_stack[X86_IST_IRQ_SLICES * X86_IST_IRQ_SLICE]
		__attribute__((aligned(X86_IST_GUARD)));
};

/** Fills the interrupt descriptor table that all CPUs share; boot CPU, once */
void x86_idt_build(void);

/**
 * Loads the calling CPU's own GDT, TSS and the shared IDT.
 * @param cpu index of the calling CPU
 */
void x86_desc_load(unsigned int cpu);

/**
 * Takes the pages below the interrupt stacks of all CPUs out of the active page
 * table. Boot CPU, once the CPUs are known.
 * @return 0 or negative errno of ukplat_page_unmap()
 */
int x86_ist_guard_all(void);

/**
 * The CPU begins at the top of the interrupt stack at each trap, even if it runs
 * on that stack already. A handler that lets the same kind of trap happen again
 * therefore moves the top away from the part that it uses itself.
 * @param cpu index of the calling CPU
 * @param ist X86_IST_FAULT or X86_IST_IRQ; interrupts disabled
 * @return 0, or -ENOMEM if the caller is in the last part, which is for the
 *   crash report
 */
int x86_ist_push(unsigned int cpu, unsigned int ist);

/** Undoes x86_ist_push(), at the end of the handler */
void x86_ist_pop(unsigned int cpu, unsigned int ist);
#endif /* !__ASSEMBLY__ */

#endif /* __X86_DESC_H__ */

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Descriptor tables: one IDT for all CPUs, a GDT, a TSS and interrupt stacks for
 * each. Exceptions and interrupts have stacks of their own because the current
 * one may not be there: it may have overflowed, its pages may come on demand, or
 * it is a program's, with a red zone below the stack pointer or no stack at all.
 * Intel SDM vol. 3A 6.14, table 6-5, 7.7; psABI 3.2.2.
 */
#include <errno.h>
#include <uk/asm/trap.h>
#include <uk/essentials.h>
#include <uk/plat/lcpu.h>
#include <uk/plat/paging.h>
#include <x86/desc.h>
#include <x86/traps.h>

#define GATE_INTERRUPT 0x8e00UL /* present, DPL 0, 64-bit interrupt gate */
#define TSS_AVAILABLE 0x890000000000UL

struct gate {
	__u64 low, high;
};

static struct gate idt[X86_TRAP_VECTORS] __align(16);
static struct x86_cpu_desc cpu_desc[CONFIG_UKPLAT_LCPU_MAXCOUNT];

static unsigned int ist_of(unsigned int vector)
{
	switch (vector) {
	case X86_TRAP_DF:
	case X86_TRAP_MC:
		return X86_IST_FATAL;
	case X86_TRAP_NMI:
		return X86_IST_NMI;
	default:
		return vector < X86_TRAP_COUNT ? X86_IST_FAULT : X86_IST_IRQ;
	}
}

void x86_idt_build(void)
{
	unsigned int i;

	for (i = 0; i < X86_TRAP_VECTORS; i++) {
		__u64 to = (__u64)x86_trap_entries + i * X86_TRAP_ENTRY_SIZE;

		idt[i].low = (to & 0xffff) | X86_SEL_CS64 << 16 |
			     (__u64)ist_of(i) << 32 | GATE_INTERRUPT << 32 |
			     (to & 0xffff0000) << 32;
		idt[i].high = to >> 32;
	}
}

#define STACK_TOP(stack) ((__u64)(stack) + sizeof(stack))

static void tss_fill(struct x86_cpu_desc *d)
{
	d->tss.ist[X86_IST_FATAL - 1] = STACK_TOP(d->fatal_stack);
	d->tss.ist[X86_IST_NMI - 1] = STACK_TOP(d->nmi_stack);
	d->tss.ist[X86_IST_FAULT - 1] = STACK_TOP(d->fault_stack);
	d->tss.ist[X86_IST_IRQ - 1] = STACK_TOP(d->irq_stack);
	d->tss.iomap_base = sizeof(d->tss);
}

static __u64 slice_of(unsigned int ist)
{
	return ist == X86_IST_IRQ ? X86_IST_IRQ_SLICE : X86_IST_FAULT_SLICE;
}

int x86_ist_push(unsigned int cpu, unsigned int ist)
{
	struct x86_cpu_desc *d = &cpu_desc[cpu];
	const char *bottom = ist == X86_IST_IRQ ? d->irq_stack : d->fault_stack;
	__u64 top = d->tss.ist[ist - 1] - slice_of(ist);

	if (top == (__u64)bottom)
		return -ENOMEM;
	UK_WRITE_ONCE(d->tss.ist[ist - 1], top);
	return 0;
}

void x86_ist_pop(unsigned int cpu, unsigned int ist)
{
	struct x86_cpu_desc *d = &cpu_desc[cpu];

	UK_WRITE_ONCE(d->tss.ist[ist - 1],
		      d->tss.ist[ist - 1] + slice_of(ist));
}

static int guard(const char *bottom, __sz slice, unsigned int slices)
{
	int rc = 0;

	for (; slices && !rc; slices--, bottom += slice)
		rc = ukplat_page_unmap(ukplat_pt_get_active(),
				       (__vaddr_t)bottom, 1,
				       PAGE_FLAG_KEEP_FRAMES);
	return rc;
}

int x86_ist_guard_all(void)
{
	const struct x86_cpu_desc *d = cpu_desc;
	int rc = 0;

	for (; d < cpu_desc + ukplat_lcpu_count() && !rc; d++) {
		rc = guard(d->fatal_stack, X86_IST_FATAL_SIZE, 1);
		rc = rc ? rc : guard(d->nmi_stack, X86_IST_NMI_SIZE, 1);
		rc = rc ? rc : guard(d->fault_stack, X86_IST_FAULT_SLICE,
				     X86_IST_FAULT_SLICES);
		rc = rc ? rc : guard(d->irq_stack, X86_IST_IRQ_SLICE,
				     X86_IST_IRQ_SLICES);
	}
	return rc;
}

/* The first segments equal those of the boot GDT in entry.S */
static void gdt_fill(struct x86_cpu_desc *d)
{
	__u64 tss = (__u64)&d->tss;
	__u64 *gdt = d->gdt;

	gdt[X86_SEL_CS32 / 8] = 0x00cf9b000000ffff;
	gdt[X86_SEL_CS64 / 8] = 0x00af9b000000ffff;
	gdt[X86_SEL_DS / 8] = 0x00cf93000000ffff;
	gdt[X86_SEL_TSS / 8] = (sizeof(d->tss) - 1) | (tss & 0xffffff) << 16 |
			       TSS_AVAILABLE | (tss & 0xff000000) << 32;
	gdt[X86_SEL_TSS / 8 + 1] = tss >> 32;
}

void x86_desc_load(unsigned int cpu)
{
	struct x86_cpu_desc *d = &cpu_desc[cpu];
	struct x86_desc_ptr gdtr = { sizeof(d->gdt) - 1, (__u64)d->gdt };
	struct x86_desc_ptr idtr = { sizeof(idt) - 1, (__u64)idt };

	tss_fill(d);
	gdt_fill(d);
	__asm__ __volatile__("lgdt %0\n\tlidt %1\n\tltr %w2" ::"m"(gdtr),
			     "m"(idtr), "r"(X86_SEL_TSS)
			     : "memory");
}

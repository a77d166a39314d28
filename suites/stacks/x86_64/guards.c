/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where interrupt stacks begin stands in the task state segment (Intel SDM vol. 3A
 * 7.7), which the task register finds through the GDT (7.2.3); how large they are
 * is what the kernel says.
 */
#include <x86/desc.h>

#include "guards.h"

static const struct x86_tss *task_state(void)
{
	struct x86_desc_ptr gdtr;
	const __u64 *entry;
	__u16 selector;

	__asm__ __volatile__("sgdt %0\n\tstr %1" : "=m"(gdtr), "=r"(selector));
	entry = (const __u64 *)(gdtr.base + selector);
	return (const void *)((entry[0] >> 16 & 0xffffff) |
			      (entry[0] >> 32 & 0xff000000) | entry[1] << 32);
}

unsigned int stacks_guards(__vaddr_t guards[GUARDS_MAX])
{
	static const struct {
		unsigned int ist, slice, slices;
	} stacks[] = {
		{ X86_IST_FATAL, X86_IST_FATAL_SIZE, 1 },
		{ X86_IST_NMI, X86_IST_NMI_SIZE, 1 },
		{ X86_IST_FAULT, X86_IST_FAULT_SLICE, X86_IST_FAULT_SLICES },
		{ X86_IST_IRQ, X86_IST_IRQ_SLICE, X86_IST_IRQ_SLICES },
	};
	const struct x86_tss *tss = task_state();
	unsigned int i, slice, count = 0;

	for (i = 0; i < sizeof(stacks) / sizeof(stacks[0]); i++)
		for (slice = 1; slice <= stacks[i].slices; slice++)
			guards[count++] = tss->ist[stacks[i].ist - 1] -
					  slice * stacks[i].slice;
	return count;
}

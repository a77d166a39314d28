/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The x86_64 part of a logical CPU. The current one is found through the GS
 * segment base, whose first word points to itself. Intel SDM vol. 3A 3.4.4.
 */
#ifndef __UK_ASM_LCPU_ARCH_H__
#define __UK_ASM_LCPU_ARCH_H__

struct lcpu_arch {
	int in_service;	 /* takes part in TLB shootdowns; atomic */
	int tlb_pending; /* a flush is asked of this CPU; atomic */
	int stop;	 /* halt for ever at the next NMI; atomic */
};

struct lcpu;

/** @return the calling CPU; undefined before lcpu_arch_set_current() */
static inline struct lcpu *lcpu_get_current(void)
{
	struct lcpu *self;

	__asm__ __volatile__("movq %%gs:0, %0" : "=r"(self));
	return self;
}

#endif /* __UK_ASM_LCPU_ARCH_H__ */

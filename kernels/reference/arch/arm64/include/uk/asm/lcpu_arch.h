/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What arm64 keeps per CPU, and how a CPU finds its own entry: TPIDR_EL1
 * (Arm ARM DDI 0487 D17.2.139) holds the address of its struct lcpu.
 */
#ifndef __UK_ASM_LCPU_ARCH_H__
#define __UK_ASM_LCPU_ARCH_H__

#include <uk/arch/types.h>

struct lcpu;

/** Part of struct lcpu that belongs to arm64. */
struct lcpu_arch {
	/** GICv2: target bit in GICD_SGIR. GICv3: address of the redistributor */
	__u64 gic;
};

static inline struct lcpu *lcpu_get_current(void)
{
	struct lcpu *lcpu;

	__asm__("mrs %0, tpidr_el1" : "=r"(lcpu));
	return lcpu;
}

#endif /* __UK_ASM_LCPU_ARCH_H__ */

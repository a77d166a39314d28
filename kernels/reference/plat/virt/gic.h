/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interrupt controller, as much of it as inter-processor interrupts, timers of
 * CPUs and a few devices need: most drivers poll. One driver for each version of
 * the architecture; the device tree decides which is used.
 */
#ifndef __VIRT_GIC_H__
#define __VIRT_GIC_H__

#include <uk/essentials.h>

struct __regs;
struct lcpu;
struct virt_machine;

/* Interrupt IDs: 0 to 15 are SGIs, from 1020 on they mean "none" */
#define GIC_SGI_COUNT 16
#define GIC_INTID_SHARED 32
#define GIC_INTID_SPECIAL 1020
#define GIC_INTID_SPECIAL_END 1024

/* Private interrupt of the virtual timer (Arm BSA, "PPI assignments") */
#define GIC_INTID_VIRTUAL_TIMER 27

/* What each CPU's interface has: SGIs and the timer, one bit each */
#define GIC_PRIVATE_ENABLED \
	((1U << GIC_SGI_COUNT) - 1 + (1U << GIC_INTID_VIRTUAL_TIMER))

/* Priority of all interrupts, and the mask that lets them pass. Lower is more urgent */
#define GIC_PRIORITY_SGI 0x80
#define GIC_PRIORITY_MASK 0xf0

struct gic_driver {
	/** Distributor, once, on the boot CPU. 0 or negative errno */
	int (*init)(const struct virt_machine *machine);
	/** Interface of the calling CPU. 0 or negative errno */
	int (*init_cpu)(struct lcpu *lcpu);
	/** Orders nothing: see lcpu_arch_send_ipi() */
	void (*send_sgi)(const struct lcpu *to, unsigned int sgi);
	/** Lets a shared interrupt, one with a level, through to the boot CPU,
	 *  on which it is called.
	 */
	void (*enable_shared)(__u32 intid);
	/** Takes the most urgent pending interrupt. Returns its whole tag */
	__u32 (*acknowledge)(void);
	/** Ends the interrupt that acknowledge() returned. */
	void (*end)(__u32 tag);
};

extern const struct gic_driver gic_v2_driver;
extern const struct gic_driver gic_v3_driver;

/**
 * Chooses the driver and sets the distributor up. Without a GIC in the machine,
 * IPIs are not possible.
 * @return 0; -ENODEV: there is none; -EINVAL: its description is incomplete
 */
int gic_init(const struct virt_machine *machine);

/** Sets the calling CPU's interface up. @return 0; -ENODEV; -EINVAL */
int gic_init_cpu(struct lcpu *lcpu);

/** @return whether interrupts are possible at all */
int gic_is_usable(void);

/** @return 0; -ENODEV: there is no GIC */
int gic_send_sgi(const struct lcpu *to, unsigned int sgi);

#endif /* __VIRT_GIC_H__ */

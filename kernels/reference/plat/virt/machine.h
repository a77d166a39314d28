/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the device tree says about the machine, as far as this kernel cares.
 */
#ifndef __VIRT_MACHINE_H__
#define __VIRT_MACHINE_H__

#include <stdbool.h>
#include <uk/asm/psci.h>
#include <uk/essentials.h>

/* QEMU's virt has 32 virtio transports; RAM comes in one or two pieces */
#define VIRT_MAX_RAM 8
#define VIRT_MAX_VIRTIO 32
#define VIRT_MAX_GIC_REDIST 4
#define VIRT_MAX_CPUS 512

struct virt_range {
	__paddr_t base;
	__sz len;
};

struct virt_machine {
	struct virt_range ram[VIRT_MAX_RAM];
	unsigned int ram_count;
	struct virt_range virtio[VIRT_MAX_VIRTIO];
	/** INTID of each; 0: none */
	__u32 virtio_irq[VIRT_MAX_VIRTIO];
	unsigned int virtio_count;
	/** Hardware IDs: MPIDR_EL1 affinity fields */
	__u64 cpu[VIRT_MAX_CPUS];
	unsigned int cpu_count;
	/** PL011; length 0: none */
	struct virt_range uart;
	/** PL031; length 0: none */
	struct virt_range rtc;
	/** PL061 with the power button on one of its lines; length 0: none */
	struct virt_range gpio;
	/** INTID; 0: none */
	__u32 gpio_irq;
	/** Line of the button, 0 to 7 */
	__u32 gpio_button;
	bool has_gpio_button;
	/** 2 or 3; 0: none */
	unsigned int gic_version;
	struct virt_range gic_dist;
	/** GICv2 only */
	struct virt_range gic_cpu;
	/** GICv3 only */
	struct virt_range gic_redist[VIRT_MAX_GIC_REDIST];
	unsigned int gic_redist_count;
	/** PSCI_CONDUIT_* */
	__u32 psci;
	/** Kernel command line, inside the device tree; "" if there is none */
	const char *cmdline;
};

struct fdt;

/**
 * Fills `machine` from a device tree.
 * @return 0; -EINVAL: the tree is damaged; what was read before stays
 */
int virt_machine_read(struct virt_machine *machine, const struct fdt *fdt);

/** The one instance. */
extern struct virt_machine virt_machine;

#endif /* __VIRT_MACHINE_H__ */

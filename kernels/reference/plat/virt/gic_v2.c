/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * GICv2: Arm IHI 0048B. Distributor (4.3) and memory-mapped CPU interface (4.4).
 * There are at most 8 CPUs; an SGI is addressed by their bit in GICD_SGIR. With
 * one security state all interrupts are in group 0 and arrive as IRQ.
 */
#include <errno.h>
#include <uk/asm/lcpu.h>
#include <uk/plat/common/lcpu.h>

#include "gic.h"
#include "machine.h"
#include "mmio.h"

#define GICD_CTLR 0x000
#define GICD_CTLR_ENABLE (1 << 0)
#define GICD_ISENABLER0 0x100
#define GICD_IPRIORITYR 0x400
#define GICD_ITARGETSR0 0x800
#define GICD_SGIR 0xf00
#define GICD_SGIR_TARGETS_SHIFT 16

#define GICC_CTLR 0x00
#define GICC_CTLR_ENABLE (1 << 0)
#define GICC_PMR 0x04
#define GICC_BPR 0x08
#define GICC_IAR 0x0c
#define GICC_EOIR 0x10

static __vaddr_t gicd;
static __vaddr_t gicc;

static int gic_v2_init(const struct virt_machine *machine)
{
	gicd = machine->gic_dist.base;
	gicc = machine->gic_cpu.base;
	mmio_write32(gicd + GICD_CTLR, GICD_CTLR_ENABLE);
	return 0;
}

/*
 * GICD_ITARGETSR0 is banked: each CPU reads its own bit (4.3.12). A machine with
 * one CPU reads 0, and that CPU is the first.
 */
static int gic_v2_init_cpu(struct lcpu *lcpu)
{
	lcpu->arch.gic = mmio_read32(gicd + GICD_ITARGETSR0) & 0xff;
	if (!lcpu->arch.gic)
		lcpu->arch.gic = 1;
	for (unsigned int sgi = 0; sgi < GIC_SGI_COUNT; sgi++)
		mmio_write8(gicd + GICD_IPRIORITYR + sgi, GIC_PRIORITY_SGI);
	mmio_write8(gicd + GICD_IPRIORITYR + GIC_INTID_VIRTUAL_TIMER,
		    GIC_PRIORITY_SGI);
	mmio_write32(gicd + GICD_ISENABLER0, GIC_PRIVATE_ENABLED);
	mmio_write32(gicc + GICC_PMR, GIC_PRIORITY_MASK);
	mmio_write32(gicc + GICC_BPR, 0);
	mmio_write32(gicc + GICC_CTLR, GICC_CTLR_ENABLE);
	return 0;
}

/* A machine with one CPU ignores targets. Lines have levels out of reset */
static void gic_v2_enable_shared(__u32 intid)
{
	mmio_write8(gicd + GICD_IPRIORITYR + intid, GIC_PRIORITY_SGI);
	mmio_write8(gicd + GICD_ITARGETSR0 + intid,
		    (__u8)lcpu_get_current()->arch.gic);
	mmio_write32(gicd + GICD_ISENABLER0 + intid / 32 * 4,
		     1U << intid % 32);
}

static void gic_v2_send_sgi(const struct lcpu *to, unsigned int sgi)
{
	mmio_write32(gicd + GICD_SGIR,
		     (__u32)to->arch.gic << GICD_SGIR_TARGETS_SHIFT | sgi);
}

static __u32 gic_v2_acknowledge(void)
{
	return mmio_read32(gicc + GICC_IAR);
}

/* The whole value: for an SGI it names the sending CPU too (4.4.5) */
static void gic_v2_end(__u32 tag)
{
	mmio_write32(gicc + GICC_EOIR, tag);
}

const struct gic_driver gic_v2_driver = {
	.init = gic_v2_init,
	.init_cpu = gic_v2_init_cpu,
	.send_sgi = gic_v2_send_sgi,
	.enable_shared = gic_v2_enable_shared,
	.acknowledge = gic_v2_acknowledge,
	.end = gic_v2_end,
};

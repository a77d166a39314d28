/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * GICv3: Arm IHI 0069. Distributor with affinity routing (12.9), one
 * redistributor for each CPU (12.11), CPU interface in system registers (12.2).
 * SGIs are in group 1 and arrive as IRQ.
 */
#include <errno.h>
#include <uk/asm/lcpu.h>
#include <uk/asm/sysreg.h>
#include <uk/plat/common/lcpu.h>

#include "gic.h"
#include "machine.h"
#include "mmio.h"

#define GICD_CTLR 0x0000
#define GICD_CTLR_ENABLE_GRP1 (1 << 1)
#define GICD_CTLR_ARE (1 << 4)
#define GICD_CTLR_RWP (1U << 31)
/* Of shared interrupts */
#define GICD_IGROUPR 0x0080
#define GICD_ISENABLER 0x0100
#define GICD_IPRIORITYR 0x0400
#define GICD_IROUTER 0x6000

/* A redistributor: 64 KiB of control and 64 KiB for SGIs and PPIs */
#define GICR_SGI_BASE 0x10000
#define GICR_CTLR 0x0000
#define GICR_CTLR_RWP (1 << 3)
#define GICR_TYPER 0x0008
#define GICR_TYPER_VLPIS (1UL << 1)
#define GICR_TYPER_LAST (1UL << 4)
#define GICR_TYPER_AFFINITY_SHIFT 32
#define GICR_WAKER 0x0014
#define GICR_WAKER_PROCESSOR_SLEEP (1 << 1)
#define GICR_WAKER_CHILDREN_ASLEEP (1 << 2)
#define GICR_IGROUPR0 (GICR_SGI_BASE + 0x080)
#define GICR_ISENABLER0 (GICR_SGI_BASE + 0x100)
#define GICR_IPRIORITYR (GICR_SGI_BASE + 0x400)
#define GICR_STRIDE 0x20000
#define GICR_STRIDE_VLPIS 0x40000

/* CPU interface by encoding: base Armv8.0 assemblers do not know the names */
#define ICC_SRE_EL1 S3_0_C12_C12_5
#define ICC_PMR_EL1 S3_0_C4_C6_0
#define ICC_BPR1_EL1 S3_0_C12_C12_3
#define ICC_CTLR_EL1 S3_0_C12_C12_4
#define ICC_IGRPEN1_EL1 S3_0_C12_C12_7
#define ICC_SGI1R_EL1 S3_0_C12_C11_5
#define ICC_IAR1_EL1 S3_0_C12_C12_0
#define ICC_EOIR1_EL1 S3_0_C12_C12_1

static const struct virt_machine *gic_machine;

/* "Register write pending": the effect of a write takes time */
static void wait_rwp(__vaddr_t reg, __u32 bit)
{
	while (mmio_read32(reg) & bit)
		ukarch_cpu_relax();
}

static int gic_v3_init(const struct virt_machine *machine)
{
	__vaddr_t gicd = machine->gic_dist.base;

	gic_machine = machine;
	mmio_write32(gicd + GICD_CTLR, GICD_CTLR_ARE);
	wait_rwp(gicd + GICD_CTLR, GICD_CTLR_RWP);
	mmio_write32(gicd + GICD_CTLR, GICD_CTLR_ARE | GICD_CTLR_ENABLE_GRP1);
	wait_rwp(gicd + GICD_CTLR, GICD_CTLR_RWP);
	return 0;
}

/* Aff3.Aff2.Aff1.Aff0 in 32 bits, as GICR_TYPER has them */
static __u32 packed_affinity(__u64 mpidr)
{
	return (__u32)((mpidr & 0xffffff) | ((mpidr >> 8) & 0xff000000));
}

/* The redistributor in [base, end) of a CPU, or 0 */
static __vaddr_t find_in_range(__vaddr_t base, __vaddr_t end, __u32 affinity)
{
	__u64 typer;

	while (end - base >= GICR_STRIDE) {
		typer = mmio_read64(base + GICR_TYPER);
		if (typer >> GICR_TYPER_AFFINITY_SHIFT == affinity)
			return base;
		if (typer & GICR_TYPER_LAST)
			return 0;
		base += typer & GICR_TYPER_VLPIS ? GICR_STRIDE_VLPIS
						 : GICR_STRIDE;
	}
	return 0;
}

static __vaddr_t find_redistributor(__u64 mpidr)
{
	const struct virt_range *range = gic_machine->gic_redist;
	__vaddr_t found = 0;

	for (unsigned int i = 0; i < gic_machine->gic_redist_count && !found;
	     i++)
		found = find_in_range(range[i].base,
				      range[i].base + range[i].len,
				      packed_affinity(mpidr));
	return found;
}

static void init_redistributor(__vaddr_t gicr)
{
	mmio_write32(gicr + GICR_WAKER, mmio_read32(gicr + GICR_WAKER) &
						~GICR_WAKER_PROCESSOR_SLEEP);
	wait_rwp(gicr + GICR_WAKER, GICR_WAKER_CHILDREN_ASLEEP);
	mmio_write32(gicr + GICR_IGROUPR0, ~0U);
	for (unsigned int sgi = 0; sgi < GIC_SGI_COUNT; sgi += 4)
		mmio_write32(gicr + GICR_IPRIORITYR + sgi,
			     GIC_PRIORITY_SGI * 0x01010101U);
	mmio_write32(gicr + GICR_IPRIORITYR + (GIC_INTID_VIRTUAL_TIMER & ~3U),
		     GIC_PRIORITY_SGI * 0x01010101U);
	mmio_write32(gicr + GICR_ISENABLER0, GIC_PRIVATE_ENABLED);
	wait_rwp(gicr + GICR_CTLR, GICR_CTLR_RWP);
}

static int gic_v3_init_cpu(struct lcpu *lcpu)
{
	__vaddr_t gicr = find_redistributor(lcpu->id);

	if (!gicr)
		return -ENODEV;
	lcpu->arch.gic = gicr;
	SYSREG_WRITE(ICC_SRE_EL1, ICC_SRE_SRE);
	isb();
	init_redistributor(gicr);
	SYSREG_WRITE(ICC_PMR_EL1, GIC_PRIORITY_MASK);
	SYSREG_WRITE(ICC_BPR1_EL1, 0);
	SYSREG_WRITE(ICC_CTLR_EL1, 0); /* EOI also deactivates */
	SYSREG_WRITE(ICC_IGRPEN1_EL1, 1);
	isb();
	return 0;
}

/* GICD_IROUTER has the affinity fields where MPIDR_EL1 has them (12.9.22) */
static void gic_v3_enable_shared(__u32 intid)
{
	__vaddr_t gicd = gic_machine->gic_dist.base;
	__u32 word = intid / 32 * 4;
	__u32 bit = 1U << intid % 32;

	mmio_write32(gicd + GICD_IGROUPR + word,
		     mmio_read32(gicd + GICD_IGROUPR + word) | bit);
	mmio_write8(gicd + GICD_IPRIORITYR + intid, GIC_PRIORITY_SGI);
	mmio_write64(gicd + GICD_IROUTER + 8UL * intid, lcpu_get_current()->id);
	mmio_write32(gicd + GICD_ISENABLER + word, bit);
	wait_rwp(gicd + GICD_CTLR, GICD_CTLR_RWP);
}

/*
 * ICC_SGI1R_EL1 (12.2.25): affinities 3 to 1 and RS name a group of 16 CPUs, the
 * list has one bit for each.
 */
static void gic_v3_send_sgi(const struct lcpu *to, unsigned int sgi)
{
	__u64 aff0 = to->id & 0xff;
	__u64 aff1 = (to->id >> 8) & 0xff;
	__u64 aff2 = (to->id >> 16) & 0xff;
	__u64 aff3 = (to->id >> 32) & 0xff;

	SYSREG_WRITE(ICC_SGI1R_EL1, aff3 << 48 | (aff0 >> 4) << 44 |
					    aff2 << 32 | (__u64)sgi << 24 |
					    aff1 << 16 | 1UL << (aff0 & 0xf));
	isb();
}

static __u32 gic_v3_acknowledge(void)
{
	__u32 intid = (__u32)SYSREG_READ(ICC_IAR1_EL1);

	dsb(sy);
	return intid;
}

static void gic_v3_end(__u32 tag)
{
	SYSREG_WRITE(ICC_EOIR1_EL1, tag);
	isb();
}

const struct gic_driver gic_v3_driver = {
	.init = gic_v3_init,
	.init_cpu = gic_v3_init_cpu,
	.send_sgi = gic_v3_send_sgi,
	.enable_shared = gic_v3_enable_shared,
	.acknowledge = gic_v3_acknowledge,
	.end = gic_v3_end,
};

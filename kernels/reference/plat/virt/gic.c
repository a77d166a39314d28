/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interrupts of the machine: picks the GIC driver, turns SGIs into IPIs of the
 * generic CPU layer and calls the handlers of devices; the timer only ends halts.
 * SGI number = kind of IPI.
 */
#include <errno.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/irq.h>
#include <uk/plat/timer.h>
#include <uk/print.h>

#include <arm64/arm64.h>
#include "gic.h"
#include "machine.h"
#include "timer.h"

static const struct gic_driver *gic;

_Static_assert(LCPU_IPI_COUNT <= GIC_SGI_COUNT, "an SGI for each kind of IPI");

int gic_init(const struct virt_machine *machine)
{
	switch (machine->gic_version) {
	case 2:
		gic = &gic_v2_driver;
		break;
	case 3:
		gic = &gic_v3_driver;
		break;
	default:
		return -ENODEV;
	}
	return gic->init(machine);
}

int gic_init_cpu(struct lcpu *lcpu)
{
	virt_timer_off();
	return gic ? gic->init_cpu(lcpu) : -ENODEV;
}

int gic_is_usable(void)
{
	return !!gic;
}

int gic_send_sgi(const struct lcpu *to, unsigned int sgi)
{
	if (!gic)
		return -ENODEV;
	gic->send_sgi(to, sgi);
	return 0;
}

int ukplat_irq_enable_line(unsigned int irq, enum ukplat_irq_trigger trigger)
{
	if (!gic)
		return -ENODEV;
	if (irq < GIC_INTID_SHARED || irq >= GIC_INTID_SPECIAL ||
	    trigger != UKPLAT_IRQ_LEVEL)
		return -EINVAL;
	gic->enable_shared(irq);
	return 0;
}

/*
 * The interrupt is ended before it is handled: an IPI may never return (STOP),
 * and one that is sent meanwhile must not be lost. The timer's line is quiet
 * before, or it would interrupt again; that of a device, when its handler has
 * run, before interrupts are enabled.
 */
void arm64_trap_irq(struct __regs *regs)
{
	__u32 tag = gic->acknowledge();
	__u32 intid = tag & (GIC_INTID_SPECIAL_END - 1);

	if (intid >= GIC_INTID_SPECIAL)
		return;
	if (intid == GIC_INTID_VIRTUAL_TIMER) {
		ukplat_timer_counted();
		virt_timer_off();
	}
	gic->end(tag);
	if (intid < LCPU_IPI_COUNT)
		lcpu_handle_ipi(regs, (enum lcpu_ipi)intid);
	else if (intid != GIC_INTID_VIRTUAL_TIMER && !ukplat_irq_dispatch(intid))
		uk_pr_err("Interrupt %u: nobody's\n", intid);
	ukplat_irq_exit(regs);
}

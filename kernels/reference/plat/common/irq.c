/* SPDX-License-Identifier: BSD-3-Clause */
/* The end of interrupts. Interface: <uk/plat/irq.h>. */
#include <uk/plat/irq.h>

static ukplat_irq_sched_hook_t sched_hook;
static ukplat_irq_exit_hook_t exit_hook;

void ukplat_irq_set_sched_hook(ukplat_irq_sched_hook_t hook)
{
	sched_hook = hook;
}

void ukplat_irq_set_exit_hook(ukplat_irq_exit_hook_t hook)
{
	exit_hook = hook;
}

void ukplat_irq_exit(struct __regs *regs)
{
	if (sched_hook)
		sched_hook();
	if (exit_hook)
		exit_hook(regs);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interrupts of devices, and what happens at the end of an interrupt: the
 * scheduler looks whether somebody else is to run, and then whoever runs programs
 * looks whether the interrupted code is one that may be left.
 */
#ifndef __UK_PLAT_IRQ_H__
#define __UK_PLAT_IRQ_H__

#ifdef __cplusplus
extern "C" {
#endif

#include <uk/essentials.h>

struct __regs;

/** Lines of devices that can have a handler at the same time */
#define UKPLAT_IRQ_HANDLERS 8

/**
 * Handler of a device's interrupt, on the boot CPU, interrupts disabled. Quiets
 * the device where its line has a level.
 * @return nonzero if it was this device's
 */
typedef int (*irq_handler_func_t)(void *arg);

/** How a line tells of an interrupt */
enum ukplat_irq_trigger {
	UKPLAT_IRQ_EDGE,  /* rising */
	UKPLAT_IRQ_LEVEL, /* high */
};

/**
 * Sends a line's interrupts to a handler. They are never taken back. On the boot
 * CPU, interrupts disabled.
 * @param irq the machine's number: x86_64 global system interrupt (ACPI
 *   Specification 6.4, 5.2.13), arm64 INTID of a shared interrupt
 * @return 0; -ENOSPC: too many; -EINVAL: no such line; -ENODEV: the machine has
 *   no controller for it
 */
int ukplat_irq_register(unsigned int irq, enum ukplat_irq_trigger trigger,
			irq_handler_func_t handler, void *arg);

/** For the interrupt controller's driver.
 *  @return whether a handler took it
 */
__bool ukplat_irq_dispatch(unsigned int irq);

/** Hook of the platform: lets the line through to the boot CPU. Errors as above */
int ukplat_irq_enable_line(unsigned int irq, enum ukplat_irq_trigger trigger);

/** Hook of the scheduler. Interrupts are disabled; it must not switch threads */
typedef void (*ukplat_irq_sched_hook_t)(void);

/** Hook that may change what is returned to. @param regs what was interrupted */
typedef void (*ukplat_irq_exit_hook_t)(struct __regs *regs);

/** Set the one hook of each kind; before there are interrupts that need it */
void ukplat_irq_set_sched_hook(ukplat_irq_sched_hook_t hook);
void ukplat_irq_set_exit_hook(ukplat_irq_exit_hook_t hook);

/** Called last by the handlers of the timer and of inter-processor interrupts,
 *  after the interrupt was ended, interrupts disabled
 */
void ukplat_irq_exit(struct __regs *regs);

#ifdef __cplusplus
}
#endif

#endif /* __UK_PLAT_IRQ_H__ */

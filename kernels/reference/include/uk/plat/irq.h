/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What happens at the end of an interrupt: the scheduler looks whether somebody
 * else is to run, and then whoever runs programs looks whether the interrupted
 * code is one that may be left.
 */
#ifndef __UK_PLAT_IRQ_H__
#define __UK_PLAT_IRQ_H__

#ifdef __cplusplus
extern "C" {
#endif

struct __regs;

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

/* SPDX-License-Identifier: BSD-3-Clause */
/* Handlers of devices, and the end of interrupts. Interface: <uk/plat/irq.h>. */
#include <errno.h>
#include <uk/assert.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/irq.h>
#include <uk/plat/timer.h>

/* Index of the one that all lines lead to */
#define BOOT_CPU 0

struct handler {
	unsigned int irq;
	irq_handler_func_t func;
	void *arg;
};

static struct handler handlers[UKPLAT_IRQ_HANDLERS];
static unsigned int handler_count;
static ukplat_irq_sched_hook_t sched_hook;
static ukplat_irq_exit_hook_t exit_hook;

/* The handler is there before the first interrupt */
int ukplat_irq_register(unsigned int irq, enum ukplat_irq_trigger trigger,
			irq_handler_func_t func, void *arg)
{
	int rc;

	if (handler_count == UKPLAT_IRQ_HANDLERS)
		return -ENOSPC;
	handlers[handler_count] = (struct handler){ irq, func, arg };
	__atomic_store_n(&handler_count, handler_count + 1, __ATOMIC_RELEASE);
	rc = ukplat_irq_enable_line(irq, trigger);
	if (rc)
		__atomic_store_n(&handler_count, handler_count - 1,
				 __ATOMIC_RELEASE);
	return rc;
}

__bool ukplat_irq_dispatch(unsigned int irq)
{
	unsigned int count = __atomic_load_n(&handler_count, __ATOMIC_ACQUIRE);
	__bool taken = 0;
	unsigned int i;

	UK_ASSERT(ukplat_lcpu_idx() == BOOT_CPU);
	for (i = 0; i < count; i++)
		if (handlers[i].irq == irq && handlers[i].func(handlers[i].arg))
			taken = 1;
	return taken;
}

void ukplat_irq_set_sched_hook(ukplat_irq_sched_hook_t hook)
{
	sched_hook = hook;
}

void ukplat_irq_set_exit_hook(ukplat_irq_exit_hook_t hook)
{
	exit_hook = hook;
}

/* The storm replaces what the scheduler set: it looks again at each interrupt. A
 * CPU that sleeps is left in peace, or many of them would keep the host busy
 */
void ukplat_irq_exit(struct __regs *regs)
{
	if (sched_hook)
		sched_hook();
	if (!lcpu_is_asleep(lcpu_get_current()))
		ukplat_timer_storm_on();
	if (exit_hook)
		exit_hook(regs);
}

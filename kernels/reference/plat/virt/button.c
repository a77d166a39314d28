/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Power button on a line of a PL061 (Arm DDI 0190B, 3.2), whose rising edge is a
 * press. Interface: button.h. The address of the data register masks its lines.
 */
#include <uk/plat/button.h>
#include <uk/plat/irq.h>
#include <uk/print.h>

#include "button.h"
#include "machine.h"
#include "mmio.h"

#define GPIODATA(lines) ((__vaddr_t)(lines) << 2)
#define GPIOIS 0x404  /* 1: level */
#define GPIOIBE 0x408 /* 1: both edges */
#define GPIOIEV 0x40c /* 1: rising */
#define GPIOIE 0x410
#define GPIOMIS 0x418
#define GPIOIC 0x41c

static __vaddr_t gpio;
static __u32 line;

static void set(__u32 reg, __u32 bit, bool on)
{
	__u32 value = mmio_read32(gpio + reg) & ~bit;

	mmio_write32(gpio + reg, on ? value | bit : value);
}

static int edge(void *arg __unused)
{
	if (!(mmio_read32(gpio + GPIOMIS) & line))
		return 0;
	mmio_write32(gpio + GPIOIC, line);
	ukplat_power_button_pressed();
	return 1;
}

/* A button that is held down already is a press without an edge */
void virt_button_arm(const struct virt_machine *machine)
{
	int rc;

	if (!machine->gpio_irq || !machine->has_gpio_button)
		return;
	gpio = machine->gpio.base;
	line = 1U << machine->gpio_button;
	set(GPIOIS, line, false);
	set(GPIOIBE, line, false);
	set(GPIOIEV, line, true);
	mmio_write32(gpio + GPIOIC, line);
	rc = ukplat_irq_register(machine->gpio_irq, UKPLAT_IRQ_LEVEL, edge,
				 NULL);
	if (rc) {
		uk_pr_warn("No power button: interrupt %u: %d\n",
			   machine->gpio_irq, rc);
		return;
	}
	ukplat_power_button_found("gpio");
	set(GPIOIE, line, true);
	if (mmio_read32(gpio + GPIODATA(line)))
		ukplat_power_button_pressed();
}

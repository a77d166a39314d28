/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Power button. Interface and specification: <pc/button.h>. What an interrupt of
 * the generic event device means stands in the machine's AML, which this kernel
 * does not run: it takes the one device that QEMU's machines have (its
 * docs/specs/acpi_hw_reduced_hotplug.rst), a register of pending events in the
 * operation region EREG, in which bit 1 is the button.
 */
#include <pc/acpi.h>
#include <pc/button.h>
#include <string.h>
#include <uk/essentials.h>
#include <uk/plat/button.h>
#include <uk/plat/irq.h>
#include <uk/print.h>
#include <x86/cpu.h>
#include <x86/layout.h>

#define PM1_POWER_BUTTON (1U << 8)
#define PM1_SCI_ENABLED 1

#define GED_POWER_DOWN (1U << 1)

/* OperationRegion(EREG, SystemMemory, DWord base, ...): ACPI 20.2.5.2 */
static const __u8 ged_region[] = { 0x5b, 0x80, 'E', 'R', 'E', 'G', 0x00, 0x0c };
/* Interrupt(ResourceConsumer, Edge, ActiveHigh, Exclusive) {one}: 6.4.3.6 */
static const __u8 ged_interrupt[] = { 0x89, 0x06, 0x00, 0x03, 0x01 };

static struct {
	unsigned int gsi;
	__u16 status_port; /* 0: none */
	__u16 enable_port;
	volatile __u32 *events; /* NULL: none */
} button;

/* The four bytes behind the first place of a pattern, or 0 */
static __u32 dword_behind(const struct acpi_header *table, const __u8 *pattern,
			  __sz len)
{
	const __u8 *at = (const __u8 *)(table + 1);
	const __u8 *end = (const __u8 *)table + table->length;
	__u32 value = 0;

	for (; at + len + sizeof(value) <= end; at++) {
		if (memcmp(at, pattern, len))
			continue;
		memcpy(&value, at + len, sizeof(value));
		break;
	}
	return value;
}

static void find_ged(void)
{
	const struct acpi_header *dsdt = pc_acpi_dsdt();
	__u32 base;

	if (!dsdt)
		return;
	base = dword_behind(dsdt, ged_region, sizeof(ged_region));
	button.gsi = dword_behind(dsdt, ged_interrupt, sizeof(ged_interrupt));
	if (base >= X86_DEVICE_BASE && button.gsi)
		button.events = (volatile __u32 *)(__uptr)base;
}

/* The system may have been handed over in legacy mode (4.8.2.5) */
static void enter_acpi_mode(const struct acpi_fadt *fadt)
{
	__u16 control = (__u16)fadt->pm1a_control_port;

	if (fadt->smi_port && !(x86_inw(control) & PM1_SCI_ENABLED))
		x86_outb((__u16)fadt->smi_port, fadt->acpi_enable);
}

void pc_button_find(void)
{
	const struct acpi_fadt *fadt = (const void *)pc_acpi_table("FACP");

	if (!fadt || fadt->header.length < sizeof(*fadt))
		return;
	if (fadt->flags & ACPI_FADT_HW_REDUCED) {
		find_ged();
		return;
	}
	if ((fadt->flags & ACPI_FADT_CONTROL_BUTTON) || !fadt->pm1a_event_port)
		return;
	enter_acpi_mode(fadt);
	button.gsi = fadt->sci_gsi;
	button.status_port = (__u16)fadt->pm1a_event_port;
	button.enable_port =
		(__u16)(fadt->pm1a_event_port + fadt->pm1_event_bytes / 2);
}

/* The status bit is cleared by writing it (4.8.3.1.1) */
static int fixed_event(void *arg __unused)
{
	if (!(x86_inw(button.status_port) & PM1_POWER_BUTTON))
		return 0;
	x86_outw(button.status_port, PM1_POWER_BUTTON);
	ukplat_power_button_pressed();
	return 1;
}

/* Reading clears. An edge may have been for events that are read already */
static int ged_event(void *arg __unused)
{
	if (*button.events & GED_POWER_DOWN)
		ukplat_power_button_pressed();
	return 1;
}

static void arm(const char *kind, enum ukplat_irq_trigger trigger,
		irq_handler_func_t handler)
{
	int rc = ukplat_irq_register(button.gsi, trigger, handler, NULL);

	if (rc)
		uk_pr_warn("No power button: interrupt %u: %d\n", button.gsi,
			   rc);
	else
		ukplat_power_button_found(kind);
}

void pc_button_arm(void)
{
	if (button.events) {
		arm("ged", UKPLAT_IRQ_EDGE, ged_event);
		ged_event(NULL); /* of before */
	} else if (button.status_port) {
		arm("acpi", UKPLAT_IRQ_LEVEL, fixed_event);
		x86_outw(button.enable_port, PM1_POWER_BUTTON);
	}
}

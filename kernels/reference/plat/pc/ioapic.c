/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * I/O APICs of the ACPI MADT (ACPI Specification 6.4, 5.2.12.3) and their
 * redirection tables. Interface: <pc/ioapic.h>. Registers are reached through an
 * index and a window, on the boot CPU only, with interrupts disabled.
 */
#include <errno.h>
#include <pc/acpi.h>
#include <pc/ioapic.h>
#include <uk/essentials.h>
#include <uk/plat/irq.h>
#include <x86/lapic.h>
#include <x86/smp.h>

#define IOAPIC_MAX 2

#define REG_INDEX 0x00
#define REG_WINDOW 0x10

#define INDEX_VERSION 0x01
#define INDEX_REDIRECTION 0x10 /* two for each pin */
#define VERSION_PINS_SHIFT 16

#define REDIRECTION_LEVEL (1U << 15)
#define REDIRECTION_TARGET_SHIFT 24

struct ioapic {
	volatile __u32 *mmio;
	__u32 gsi_base;
};

static struct ioapic ioapics[IOAPIC_MAX];
static unsigned int ioapic_count;

void pc_ioapic_add(__u32 addr, __u32 gsi_base)
{
	if (ioapic_count == IOAPIC_MAX)
		return;
	ioapics[ioapic_count++] = (struct ioapic){
		(volatile __u32 *)(__uptr)addr, gsi_base };
}

static void add(const struct acpi_madt_ioapic *e)
{
	if (e->entry.type == ACPI_MADT_IOAPIC && e->entry.length >= sizeof(*e))
		pc_ioapic_add(e->addr, e->gsi_base);
}

void pc_ioapic_find(void)
{
	const struct acpi_madt_entry *e = NULL;

	while ((e = pc_madt_next(e)) != NULL)
		add((const void *)e);
}

static __u32 reg_read(const struct ioapic *io, __u32 index)
{
	io->mmio[REG_INDEX / 4] = index;
	return io->mmio[REG_WINDOW / 4];
}

static void reg_write(const struct ioapic *io, __u32 index, __u32 value)
{
	io->mmio[REG_INDEX / 4] = index;
	io->mmio[REG_WINDOW / 4] = value;
}

static __u32 pins(const struct ioapic *io)
{
	return (reg_read(io, INDEX_VERSION) >> VERSION_PINS_SHIFT & 0xff) + 1;
}

static const struct ioapic *ioapic_of(__u32 gsi)
{
	unsigned int i;

	for (i = 0; i < ioapic_count; i++)
		if (gsi >= ioapics[i].gsi_base &&
		    gsi - ioapics[i].gsi_base < pins(&ioapics[i]))
			return &ioapics[i];
	return NULL;
}

/* The half with the mask comes last */
int ukplat_irq_enable_line(unsigned int gsi, enum ukplat_irq_trigger trigger)
{
	const struct ioapic *io = ioapic_of(gsi);
	__u32 index, low;

	if (!ioapic_count)
		return -ENODEV;
	if (!io || gsi >= X86_VECTOR_DEVICES)
		return -EINVAL;
	index = INDEX_REDIRECTION + 2 * (gsi - io->gsi_base);
	low = X86_VECTOR_DEVICE + gsi;
	if (trigger == UKPLAT_IRQ_LEVEL)
		low |= REDIRECTION_LEVEL;
	reg_write(io, index + 1, x86_lapic_id() << REDIRECTION_TARGET_SHIFT);
	reg_write(io, index, low);
	return 0;
}

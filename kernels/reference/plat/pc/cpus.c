/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * CPUs from the ACPI MADT (ACPI Specification 6.4, 5.2.12.2 and 5.2.12.12);
 * where there is no ACPI, from the MultiProcessor table.
 */
#include <pc/acpi.h>
#include <pc/cpus.h>
#include <uk/essentials.h>
#include <uk/plat/common/lcpu.h>
#include <uk/print.h>

void pc_cpu_add(__u32 apic_id)
{
	if (!lcpu_alloc(apic_id))
		uk_pr_warn("CPU with APIC ID %u stays off: table is full\n",
			   apic_id);
}

/* Adds the CPU of an entry; returns whether there was one */
static unsigned int madt_entry(const struct acpi_madt_entry *e)
{
	const struct acpi_madt_lapic *lapic = (const void *)e;
	const struct acpi_madt_x2apic *x2apic = (const void *)e;

	if (e->type == ACPI_MADT_LAPIC && e->length >= sizeof(*lapic) &&
	    (lapic->flags & ACPI_MADT_ENABLED)) {
		pc_cpu_add(lapic->apic_id);
		return 1;
	}
	if (e->type == ACPI_MADT_X2APIC && e->length >= sizeof(*x2apic) &&
	    (x2apic->flags & ACPI_MADT_ENABLED)) {
		pc_cpu_add(x2apic->apic_id);
		return 1;
	}
	return 0;
}

unsigned int pc_madt_cpus(void)
{
	const struct acpi_madt_entry *e = NULL;
	unsigned int count = 0;

	while ((e = pc_madt_next(e)) != NULL)
		count += madt_entry(e);
	return count;
}

void pc_cpus_discover(void)
{
	if (!pc_madt_cpus())
		pc_mptable_read();
}

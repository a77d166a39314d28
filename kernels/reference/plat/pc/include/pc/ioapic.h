/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * I/O APIC: interrupts of devices become vectors of the boot CPU. Intel 82093AA
 * data sheet, 3.
 */
#ifndef __PC_IOAPIC_H__
#define __PC_IOAPIC_H__

#include <uk/arch/types.h>

/** Notes where the machine's I/O APICs are, while ACPI tables can be read. */
void pc_ioapic_find(void);

/** Notes one. @param gsi_base global system interrupt of its first pin */
void pc_ioapic_add(__u32 addr, __u32 gsi_base);

#endif /* __PC_IOAPIC_H__ */

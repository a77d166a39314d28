/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Discovery of CPUs. Both sources add what they find with lcpu_alloc(); local
 * APIC IDs need be neither dense nor sorted.
 */
#ifndef __PC_CPUS_H__
#define __PC_CPUS_H__

#include <uk/arch/types.h>

/** Adds the usable CPUs of the best source there is; ACPI is initialised */
void pc_cpus_discover(void);

/** Adds one CPU; with a full table it stays off, and a warning says so */
void pc_cpu_add(__u32 apic_id);

/** @return number of usable CPUs in the ACPI MADT, 0 if there is no MADT */
unsigned int pc_madt_cpus(void);

/** Adds the CPUs and the first I/O APIC of the MultiProcessor table.
 *  @return number of usable CPUs, 0 if there is no table
 */
unsigned int pc_mptable_read(void);

#endif /* __PC_CPUS_H__ */

/* SPDX-License-Identifier: BSD-3-Clause */
/* QEMU's configuration device at its I/O ports (docs/specs/fw_cfg.rst). */
#include <x86/cpu.h>

#include "../smp.h"

#define APIC_BASE_X2APIC (1UL << 10)
#define PORT_SELECT 0x510
#define PORT_DATA 0x511

/* The ID is too large for an xAPIC; an x2APIC sends it to nobody */
bool smp_machine_misses_cpus(void)
{
	return !(x86_rdmsr(X86_MSR_APIC_BASE) & APIC_BASE_X2APIC);
}

void smp_machine_item(__u16 item, __u8 *bytes, unsigned int count)
{
	unsigned int i;

	x86_outw(PORT_SELECT, item);
	for (i = 0; i < count; i++)
		bytes[i] = x86_inb(PORT_DATA);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * QEMU's configuration device in memory (docs/specs/fw_cfg.rst), where the virt
 * machine has it: the kernel's own device tree reader is what is judged by it.
 */
#include <string.h>
#include <uk/plat/paging.h>

#include "../smp.h"

#define DEVICE_PADDR 0x09020000UL
#define WINDOW_VADDR 0x0000620000000000UL
#define REG_DATA 0
#define REG_SELECT 8

bool smp_machine_misses_cpus(void)
{
	return true;
}

void smp_machine_item(__u16 item, __u8 *bytes, unsigned int count)
{
	volatile __u8 *window = (volatile __u8 *)WINDOW_VADDR;
	unsigned int i;

	memset(bytes, 0, count);
	if (ukplat_page_map(ukplat_pt_get_active(), WINDOW_VADDR, DEVICE_PADDR,
			    1, PAGE_ATTR_PROT_RW | PAGE_ATTR_TYPE_DEVICE, 0))
		return;
	*(volatile __u16 *)(window + REG_SELECT) = __builtin_bswap16(item);
	for (i = 0; i < count; i++)
		bytes[i] = window[REG_DATA];
	ukplat_page_unmap(ukplat_pt_get_active(), WINDOW_VADDR, 1,
			  PAGE_FLAG_KEEP_FRAMES);
}

/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Physical address space of a PC as the kernel uses it: device space is the
 * gigabyte below 4 GiB (PCI memory, virtio-mmio, IOAPIC, local APIC), and RAM
 * above 4 GiB is left alone, because the boot tables do not reach it.
 */
#ifndef __X86_LAYOUT_H__
#define __X86_LAYOUT_H__

#define X86_KERNEL_BASE 0x100000
#define X86_DEVICE_BASE 0xc0000000
#define X86_DEVICE_END 0x100000000

#endif /* __X86_LAYOUT_H__ */

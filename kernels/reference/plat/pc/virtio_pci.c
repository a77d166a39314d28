/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * PCI configuration space through ports 0xCF8 and 0xCFC, for virtio-pci. PCI
 * Local Bus Specification 3.0, 3.2.2.3.2. A machine without PCI host (microvm)
 * reads as all ones: no device.
 */
#include <uk/essentials.h>
#include <uk/spinlock.h>
#include <uk/virtio/pci.h>
#include <x86/cpu.h>

#define CONFIG_ADDRESS 0xcf8
#define CONFIG_DATA 0xcfc
#define ADDRESS_ENABLE 0x80000000u

/* Address and data are two accesses */
static struct uk_spinlock lock = UK_SPINLOCK_INITIALIZER();

static __u32 address_of(struct virtio_pci_addr a, uint8_t off)
{
	return ADDRESS_ENABLE | (__u32)a.bus << 16 | (__u32)a.dev << 11 |
	       (__u32)a.fn << 8 | off;
}

uint32_t ukplat_virtio_pci_read(struct virtio_pci_addr addr, uint8_t off)
{
	unsigned long flags;
	__u32 value;

	uk_spin_lock_irqsave(&lock, flags);
	x86_outl(CONFIG_ADDRESS, address_of(addr, off));
	value = x86_inl(CONFIG_DATA);
	uk_spin_unlock_irqrestore(&lock, flags);
	return value;
}

void ukplat_virtio_pci_write(struct virtio_pci_addr addr, uint8_t off,
			     uint32_t value)
{
	unsigned long flags;

	uk_spin_lock_irqsave(&lock, flags);
	x86_outl(CONFIG_ADDRESS, address_of(addr, off));
	x86_outl(CONFIG_DATA, value);
	uk_spin_unlock_irqrestore(&lock, flags);
}
